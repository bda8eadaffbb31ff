namespace Cruddur.Dashboard.Store;

/// <summary>One span as it was received.</summary>
public sealed record Span
{
    /// <summary>The store's own number of it, rising in the order of arrival.</summary>
    public required long Id { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 lower-case hexadecimal digits; null for the root of a trace.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>The W3C tracestate; empty where there was none.</summary>
    public string TraceState { get; init; } = "";

    /// <summary>The span's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its side of a call.</summary>
    public required SpanKind Kind { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public required long StartNanos { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public required long EndNanos { get; init; }

    /// <summary>How it ended.</summary>
    public SpanStatus Status { get; init; }

    /// <summary>What went wrong; empty where nothing was said.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>W3C trace flags and OTLP's own, as sent.</summary>
    public uint Flags { get; init; }

    /// <summary>The span's attributes in the order in which they were sent.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>What happened during the span.</summary>
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    /// <summary>Spans of other traces, or of this one, that it belongs with.</summary>
    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>Who sent it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The source that made it.</summary>
    public required InstrumentationScope Scope { get; init; }

    /// <summary>When it started, to the 100 ns that .NET can hold.</summary>
    public DateTimeOffset Start => UnixNanos.ToTime(StartNanos);

    /// <summary>How long it took; never negative, though clocks are.</summary>
    public long DurationNanos => Math.Max(0, EndNanos - StartNanos);
}

/// <summary>OTLP's span kinds, with its numbers.</summary>
public enum SpanKind
{
    /// <summary>Nothing was said.</summary>
    Unspecified = 0,

    /// <summary>Inside a process.</summary>
    Internal = 1,

    /// <summary>A request being answered.</summary>
    Server = 2,

    /// <summary>A request being made.</summary>
    Client = 3,

    /// <summary>A message being sent.</summary>
    Producer = 4,

    /// <summary>A message being worked on.</summary>
    Consumer = 5,
}

/// <summary>OTLP's status codes, with its numbers.</summary>
public enum SpanStatus
{
    /// <summary>Nothing was said, which means well.</summary>
    Unset = 0,

    /// <summary>Well, and said so on purpose.</summary>
    Ok = 1,

    /// <summary>It failed.</summary>
    Error = 2,
}

/// <summary>Something that happened during a span.</summary>
public sealed record SpanEvent(string Name, long Nanos, IReadOnlyList<TelemetryAttribute> Attributes);

/// <summary>A pointer to another span.</summary>
public sealed record SpanLink(string TraceId, string SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
