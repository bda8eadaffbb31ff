using Cruddur.Dashboard.Query;

namespace Cruddur.Dashboard.Store;

/// <summary>Which traces to list.</summary>
internal sealed record TraceFilter
{
    /// <summary>Names of services, or display names of single instances; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only traces of this run; null for all.</summary>
    public long? Run { get; init; }

    /// <summary>Only traces with (or without) a failed span.</summary>
    public bool? HasError { get; init; }

    /// <summary>What at least one span of the trace must be like.</summary>
    public Condition Where { get; init; } = Condition.Always;

    /// <summary>Which come first.</summary>
    public TraceOrder Order { get; init; }

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The <see cref="TraceSummary.Cursor"/> of the last trace of the page before.</summary>
    public long? Before { get; init; }
}

/// <summary>The order of a list of traces.</summary>
internal enum TraceOrder
{
    /// <summary>By start, the latest first.</summary>
    Newest,

    /// <summary>By start, the earliest first.</summary>
    Oldest,

    /// <summary>By duration, the longest first.</summary>
    Longest,

    /// <summary>By duration, the shortest first.</summary>
    Shortest,
}

/// <summary>Which spans to list; the newest come first.</summary>
internal sealed record SpanFilter
{
    /// <summary>Names of services, or display names of single instances; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only spans of this run; null for all.</summary>
    public long? Run { get; init; }

    /// <summary>Only spans of this trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>Only spans that failed (or didn't).</summary>
    public bool? HasError { get; init; }

    /// <summary>What they must be like.</summary>
    public Condition Where { get; init; } = Condition.Always;

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>The <see cref="Span.Id"/> of the last span of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>Only spans that arrived after the one with this <see cref="Span.Id"/>, the oldest of them first.</summary>
    public long? After { get; init; }
}

/// <summary>Which log records to list; the newest come first.</summary>
internal sealed record LogFilter
{
    /// <summary>Names of services, or display names of single instances; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only records of this run; null for all.</summary>
    public long? Run { get; init; }

    /// <summary>Only records of this trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>Only records of this span.</summary>
    public string? SpanId { get; init; }

    /// <summary>The lowest severity; null for all. Records without a severity have none of these.</summary>
    public LogLevel? Severity { get; init; }

    /// <summary>What they must be like.</summary>
    public Condition Where { get; init; } = Condition.Always;

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>The <see cref="LogEntry.Id"/> of the last record of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>Only records that arrived after the one with this <see cref="LogEntry.Id"/>, the oldest of them first.</summary>
    public long? After { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on the page.</param>
/// <param name="TotalCount">How many match in all, before and behind the page.</param>
/// <param name="WeightedCount">How many those stand for, by their <c>SampleRate</c>; null where that isn't known.</param>
internal sealed record TelemetryPage<T>(IReadOnlyList<T> Items, long TotalCount, long? WeightedCount = null);

/// <summary>What is stored, and what was removed to make room.</summary>
internal sealed record TelemetryCounts(
    long Traces,
    long Spans,
    long ErrorSpans,
    long Logs,
    long Instruments,
    long EvictedTraces,
    long EvictedSpans,
    long EvictedLogs);
