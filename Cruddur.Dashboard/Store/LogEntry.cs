namespace Cruddur.Dashboard.Store;

/// <summary>One log record as it was received.</summary>
public sealed record LogEntry
{
    /// <summary>The store's own number of it, rising in the order of arrival: pages are cut by it.</summary>
    public required long Id { get; init; }

    /// <summary>When it was written, in nanoseconds since the Unix epoch; 0 where the sender didn't say.</summary>
    public required long Nanos { get; init; }

    /// <summary>When it was seen by the sender's telemetry, in nanoseconds since the Unix epoch.</summary>
    public required long ObservedNanos { get; init; }

    /// <summary>OTLP's severity: 1-4 trace, 5-8 debug, 9-12 information, 13-16 warning, 17-20 error, 21-24 critical, 0 unknown.</summary>
    public required int SeverityNumber { get; init; }

    /// <summary>The severity in the sender's own word; may be empty.</summary>
    public string SeverityText { get; init; } = "";

    /// <summary>The message; <see cref="object.ToString"/> gives its text.</summary>
    public TelemetryValue Body { get; init; } = TelemetryValue.Empty;

    /// <summary>What kind of event it is; empty for a plain log line.</summary>
    public string EventName { get; init; } = "";

    /// <summary>32 lower-case hexadecimal digits; null for a line outside of any trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>16 lower-case hexadecimal digits; null for a line outside of any span.</summary>
    public string? SpanId { get; init; }

    /// <summary>W3C trace flags, as sent.</summary>
    public uint Flags { get; init; }

    /// <summary>Its attributes in the order in which they were sent.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>Who sent it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The logger's category.</summary>
    public required InstrumentationScope Scope { get; init; }

    /// <summary>When it was written, or seen where the sender didn't say when it was written.</summary>
    public DateTimeOffset Time => UnixNanos.ToTime(Nanos == 0 ? ObservedNanos : Nanos);
}
