using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Metrics;

/// <summary>
/// Estimates quantiles from buckets: within the one in which a quantile falls, values are taken to lie evenly. An open bucket ends at the least or
/// largest value where the sender told it; where not, its one bound is all that can be said.
/// </summary>
internal static class Quantiles
{
    /// <summary>The quantiles that pages show.</summary>
    public static readonly IReadOnlyList<double> Shown = [0.5, 0.9, 0.95, 0.99];

    /// <summary>The estimate of a quantile, 0 to 1; null where nothing was counted.</summary>
    public static QuantileEstimate? Estimate(HistogramPoint point, double quantile)
    {
        var rank = quantile * point.Buckets.Sum(bucket => (double)bucket.Count);
        var below = 0d;
        for (var index = 0; index < point.Buckets.Count; index++)
        {
            var bucket = point.Buckets[index];
            if (bucket.Count > 0 && below + bucket.Count >= rank)
                return Within(point, index, Math.Clamp((rank - below) / bucket.Count, 0, 1), quantile);
            below += bucket.Count;
        }

        return null;
    }

    private static QuantileEstimate Within(HistogramPoint point, int index, double fraction, double quantile)
    {
        var bucket = point.Buckets[index];
        // A cumulative point's extremes may be of the last interval alone: only those that fit the bucket say something about it.
        var lower = point.Min is { } min && min >= bucket.Lower && min <= bucket.Upper ? min : bucket.Lower;
        var upper = point.Max is { } max && max >= bucket.Lower && max <= bucket.Upper ? max : bucket.Upper;
        if (double.IsInfinity(lower) && upper > 0)
            lower = 0;
        if (double.IsInfinity(upper))
            return new(quantile, lower, index, fraction, QuantileBound.AtLeast);
        return double.IsInfinity(lower)
            ? new(quantile, upper, index, fraction, QuantileBound.AtMost)
            : new(quantile, lower + (fraction * (upper - lower)), index, fraction, QuantileBound.About);
    }
}

/// <summary>What can be said of a quantile.</summary>
/// <param name="Quantile">Which one, 0 to 1.</param>
/// <param name="Value">The estimate, or the bound.</param>
/// <param name="Bucket">The index of the bucket in which it falls.</param>
/// <param name="Fraction">How far into the bucket's values, 0 to 1.</param>
/// <param name="Bound">How the value is meant.</param>
internal readonly record struct QuantileEstimate(double Quantile, double Value, int Bucket, double Fraction, QuantileBound Bound)
{
    /// <summary>The quantile's short name: <c>p95</c>.</summary>
    public string Name => $"p{Quantile * 100:0.##}";
}

/// <summary>How an estimate is meant.</summary>
internal enum QuantileBound
{
    /// <summary>The value is near this.</summary>
    About,

    /// <summary>The value isn't below this.</summary>
    AtLeast,

    /// <summary>The value isn't above this.</summary>
    AtMost,
}
