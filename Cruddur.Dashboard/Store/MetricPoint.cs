namespace Cruddur.Dashboard.Store;

/// <summary>What an instrument measured for one set of attributes.</summary>
public abstract record MetricPoint
{
    /// <summary>The set, in the order in which it was sent.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>Since when it counts, in nanoseconds since the Unix epoch; 0 where that wasn't said.</summary>
    public long StartNanos { get; init; }

    /// <summary>When it was measured, in nanoseconds since the Unix epoch.</summary>
    public long Nanos { get; init; }

    /// <summary>Single measurements, with the spans in which they were made; at most as many as were asked for.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>Whether the sender said that there is no value (any more).</summary>
    public bool IsMissing { get; init; }
}

/// <summary>A gauge's or sum's value.</summary>
/// <param name="Value">A whole number or a double, as it was sent.</param>
public sealed record NumberPoint(TelemetryValue Value) : MetricPoint;

/// <summary>Values counted in buckets. What wasn't sent is null.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Min">The least of them.</param>
/// <param name="Max">The largest of them.</param>
/// <param name="Buckets">From the lowest to the highest; many are put together to fewer, wider ones.</param>
public sealed record HistogramPoint(ulong Count, double? Sum, double? Min, double? Max, IReadOnlyList<Bucket> Buckets) : MetricPoint;

/// <summary>Quantiles as the sender computed them.</summary>
public sealed record SummaryPoint(ulong Count, double Sum, IReadOnlyList<QuantileValue> Quantiles) : MetricPoint;

/// <summary>How many values lie above one bound and not above the next; the outermost bounds may be infinite.</summary>
public readonly record struct Bucket(double Lower, double Upper, ulong Count);

/// <summary>The value that a share of all values, 0 to 1, doesn't exceed.</summary>
public readonly record struct QuantileValue(double Quantile, double Value);

/// <summary>One measurement out of many.</summary>
/// <param name="Value">A whole number or a double, as it was sent.</param>
/// <param name="Nanos">When it was made, in nanoseconds since the Unix epoch.</param>
/// <param name="TraceId">32 lower-case hexadecimal digits; null outside of any trace.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits; null outside of any span.</param>
/// <param name="Attributes">Those of the measurement that the point's own set left out.</param>
public sealed record Exemplar(TelemetryValue Value, long Nanos, string? TraceId, string? SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
