using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store;

/// <summary>
/// What one request brought: its bytes, and where in them each record is. The records point into the payload, so nothing is copied
/// between the wire and the database.
/// </summary>
internal sealed class TelemetryBatch(byte[] payload)
{
    // A record that is two bytes on the wire is a struct of up to 96 in a list that may have grown to twice its need.
    private const long BytesARecord = 128;

    /// <summary>The request as protobuf.</summary>
    public byte[] Payload { get; } = payload;

    /// <summary>When it came, in milliseconds since the Unix epoch.</summary>
    public long ArrivedMillis { get; init; }

    /// <summary>Its spans.</summary>
    public List<SpanRecord> Spans { get; } = [];

    /// <summary>Its log records.</summary>
    public List<LogRecord> Logs { get; } = [];

    /// <summary>Its metrics.</summary>
    public List<MetricRecord> Metrics { get; } = [];

    /// <summary>About how many bytes it holds in memory, its records included.</summary>
    public long HeldBytes => Payload.Length + (BytesARecord * (Spans.Count + Logs.Count + Metrics.Count));
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
