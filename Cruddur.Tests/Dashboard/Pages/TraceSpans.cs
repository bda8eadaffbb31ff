using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Pages;

/// <summary>Spans and log records for tests of what is drawn from them.</summary>
internal static class TraceSpans
{
    public const string TraceId = "6b000fcfeda5ba959f39fe0ce9a83d01";

    private const long Millisecond = 1_000_000;


    /// <summary>A span by its times in milliseconds; its name is its id.</summary>
    public static Span Span(string id, string? parent, long start, long end, string service = "api") => new()
    {
        Id = 0,
        TraceId = TraceId,
        SpanId = id,
        ParentSpanId = parent,
        Name = id,
        Kind = SpanKind.Internal,
        StartNanos = start * Millisecond,
        EndNanos = end * Millisecond,
        Resource = Resource(service),
        Scope = new InstrumentationScope("test", ""),
    };

    public static LogEntry Log(string? spanId, long at, int severity) => new()
    {
        Id = 0,
        Nanos = at * Millisecond,
        ObservedNanos = at * Millisecond,
        SeverityNumber = severity,
        TraceId = TraceId,
        SpanId = spanId,
        Resource = Resource("api"),
        Scope = new InstrumentationScope("test", ""),
    };

    private static TelemetryResource Resource(string service) => new(service, service, "", []);
}
