using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store;

/// <summary>
/// What one request brought: its bytes, and where in them each record is. The records point into the payload, so nothing is copied
/// between the wire and the database. All of it is rented, and given back when the batch is disposed of: whoever takes it from the
/// queue keeps nothing of it beyond <see cref="IngestQueue.Written"/>.
/// </summary>
internal sealed class TelemetryBatch(RentedBytes payload) : IDisposable
{
    /// <summary>The request as protobuf.</summary>
    public ReadOnlySpan<byte> Payload => payload.Span;

    /// <summary>How many bytes the request has; known even when they are given back.</summary>
    public int PayloadBytes { get; } = payload.Length;

    /// <summary>When it came, in milliseconds since the Unix epoch.</summary>
    public long ArrivedMillis { get; init; }

    /// <summary>Its spans.</summary>
    public RecordList<SpanRecord> Spans { get; } = new();

    /// <summary>Its log records.</summary>
    public RecordList<LogRecord> Logs { get; } = new();

    /// <summary>Its metrics.</summary>
    public RecordList<MetricRecord> Metrics { get; } = new();

    /// <summary>How many bytes it holds in memory, its records included.</summary>
    public long HeldBytes => payload.Capacity + Spans.HeldBytes + Logs.HeldBytes + Metrics.HeldBytes;

    public void Dispose()
    {
        payload.Dispose();
        Spans.Dispose();
        Logs.Dispose();
        Metrics.Dispose();
    }
}

/// <summary>Where a record comes from: the messages of its resource and of its scope.</summary>
internal readonly record struct RecordOrigin(Slice Resource, Slice Scope);

/// <summary>A span: what the store looks it up by, and where the whole of it is.</summary>
internal readonly record struct SpanRecord(
    RecordOrigin Origin,
    Slice Body,
    UInt128 TraceId,
    long SpanId,
    long ParentSpanId,
    long StartNanos,
    long EndNanos,
    SpanKind Kind,
    SpanStatus Status,
    Slice Name);

/// <summary>A log record: what the store looks it up by, and where the whole of it is.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Body">The whole record.</param>
/// <param name="Nanos">When it was written, else seen, else received.</param>
/// <param name="Severity">OTLP's number.</param>
/// <param name="TraceId">0 for none.</param>
/// <param name="SpanId">0 for none.</param>
internal readonly record struct LogRecord(RecordOrigin Origin, Slice Body, long Nanos, int Severity, UInt128 TraceId, long SpanId);

/// <summary>A metric with its data points, as one message.</summary>
internal readonly record struct MetricRecord(RecordOrigin Origin, Slice Body, Slice Name);
