namespace Cruddur.Dashboard.Store;

/// <summary>One start of the dashboard, with what is stored of it.</summary>
public sealed record TelemetryRun
{
    /// <summary>Its number, rising from start to start.</summary>
    public long Id { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long StartNanos { get; init; }

    /// <summary>Nanoseconds since the Unix epoch; null while it goes on, and where it ended without a word.</summary>
    public long? EndNanos { get; init; }

    /// <summary>What somebody called it; empty where nobody did.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is kept, however old it is and however much comes after it.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Whether it is the one that goes on.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Traces stored.</summary>
    public long Traces { get; init; }

    /// <summary>Spans stored.</summary>
    public long Spans { get; init; }

    /// <summary>Log records stored.</summary>
    public long Logs { get; init; }

    /// <summary>When it started, to the 100 ns that .NET can hold.</summary>
    public DateTimeOffset Start => UnixNanos.ToTime(StartNanos);

    /// <summary>When it ended; null while it goes on, and where it ended without a word.</summary>
    public DateTimeOffset? End => EndNanos is { } nanos ? UnixNanos.ToTime(nanos) : null;
}
