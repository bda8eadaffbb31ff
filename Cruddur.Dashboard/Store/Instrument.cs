namespace Cruddur.Dashboard.Store;

/// <summary>An instrument with what it exported last.</summary>
public sealed record Instrument
{
    /// <summary>The store's own number of it.</summary>
    public required long Id { get; init; }

    /// <summary>Its name, such as <c>http.server.request.duration</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it measures; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>In which unit, by UCUM: <c>s</c>, <c>By</c>, <c>{request}</c>; may be empty.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What its points are.</summary>
    public required InstrumentKind Kind { get; init; }

    /// <summary>Since when its sums count.</summary>
    public Temporality Temporality { get; init; }

    /// <summary>Whether a sum only ever rises.</summary>
    public bool IsMonotonic { get; init; }

    /// <summary>Its points, one for each set of attributes; at most as many as were asked for.</summary>
    public IReadOnlyList<MetricPoint> Points { get; init; } = [];

    /// <summary>How many points the export had.</summary>
    public int PointCount { get; init; }

    /// <summary>When the export came.</summary>
    public required DateTimeOffset Arrived { get; init; }

    /// <summary>Who sent it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The meter.</summary>
    public required InstrumentationScope Scope { get; init; }
}

/// <summary>OTLP's kinds of metrics, with its field numbers.</summary>
public enum InstrumentKind
{
    /// <summary>A kind that this version doesn't know.</summary>
    Unknown = 0,

    /// <summary>Values as they are at a time.</summary>
    Gauge = 5,

    /// <summary>Values that were added up.</summary>
    Sum = 7,

    /// <summary>Values counted in buckets with bounds that the sender chose.</summary>
    Histogram = 9,

    /// <summary>Values counted in buckets whose bounds are powers of a base.</summary>
    ExponentialHistogram = 10,

    /// <summary>Quantiles that the sender computed.</summary>
    Summary = 11,
}

/// <summary>Since when a sum counts, with OTLP's numbers.</summary>
public enum Temporality
{
    /// <summary>Nothing was said, or there is nothing that adds up.</summary>
    Unspecified = 0,

    /// <summary>Since the export before.</summary>
    Delta = 1,

    /// <summary>Since the start.</summary>
    Cumulative = 2,
}
