namespace Cruddur.Dashboard.Store;

/// <summary>Reads what is stored. Readers never make the writer wait, nor each other.</summary>
internal sealed class TelemetryReader
{
    private readonly Task _opened = Task.CompletedTask;

    /// <summary>Lists traces, the newest first.</summary>
    public async Task<TelemetryPage<TraceSummary>> TracesAsync(TraceFilter filter, CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return new TelemetryPage<TraceSummary>([], 0);
    }

    /// <summary>Reads a whole trace in order of start; empty for an id that isn't known.</summary>
    public async Task<IReadOnlyList<Span>> TraceAsync(string traceId, CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return [];
    }

    /// <summary>Lists spans, the newest first.</summary>
    public async Task<TelemetryPage<Span>> SpansAsync(SpanFilter filter, CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return new TelemetryPage<Span>([], 0);
    }

    /// <summary>Lists log records, the newest first.</summary>
    public async Task<TelemetryPage<LogEntry>> LogsAsync(LogFilter filter, CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return new TelemetryPage<LogEntry>([], 0);
    }

    /// <summary>Lists everyone who has sent telemetry, by name.</summary>
    public async Task<IReadOnlyList<ResourceSummary>> ResourcesAsync(CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return [];
    }

    /// <summary>Counts what is stored.</summary>
    public async Task<TelemetryCounts> CountsAsync(CancellationToken cancellationToken)
    {
        await _opened.WaitAsync(cancellationToken);
        return new TelemetryCounts(0, 0, 0, 0, 0);
    }
}
