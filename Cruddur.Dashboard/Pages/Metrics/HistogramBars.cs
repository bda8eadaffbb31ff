using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Metrics;

/// <summary>The picture of a histogram: a bar of equal width for each bucket, as percentages of the width and parts of the height.</summary>
/// <param name="Bars">From left to right.</param>
/// <param name="Ticks">The bounds between them, as far as there is room to write them.</param>
/// <param name="Marks">Where the quantiles fall.</param>
internal sealed record HistogramBars(IReadOnlyList<HistogramBar> Bars, IReadOnlyList<HistogramTick> Ticks, IReadOnlyList<HistogramMark> Marks)
{
    // So many numbers fit beside each other on a wide page; every other one goes on a narrow one.
    private const int MostTicks = 10;

    /// <summary>Draws a point. Empty buckets outside of all values are left out, but for one on either side.</summary>
    public static HistogramBars Of(HistogramPoint point)
    {
        var (first, last) = Filled(point.Buckets);
        if (first > last)
            return new([], [], []);
        var width = 100d / (last - first + 1);
        var most = point.Buckets.Max(bucket => bucket.Count);
        var bars = new List<HistogramBar>();
        var ticks = new List<HistogramTick>();
        var every = ((last - first) / MostTicks) + 1;
        for (var index = first; index <= last; index++)
        {
            var (bucket, at) = (point.Buckets[index], (index - first) * width);
            bars.Add(new(at, width, (double)bucket.Count / most, bucket));
            if (index > first && (index - first) % every == 0)
                ticks.Add(new(at, bucket.Lower, IsMinor: ticks.Count % 2 == 1));
        }

        return new(bars, ticks, [.. Quantiles.Shown.Select(quantile => Quantiles.Estimate(point, quantile)).OfType<QuantileEstimate>()
            .Select(estimate => new HistogramMark((estimate.Bucket - first + estimate.Fraction) * width, estimate))]);
    }

    private static (int First, int Last) Filled(IReadOnlyList<Bucket> buckets)
    {
        var (first, last) = (0, buckets.Count - 1);
        while (first <= last && buckets[first].Count == 0)
            first++;
        while (last >= first && buckets[last].Count == 0)
            last--;
        return first > last ? (first, last) : (Math.Max(first - 1, 0), Math.Min(last + 1, buckets.Count - 1));
    }
}

/// <summary>A bucket's bar.</summary>
/// <param name="Left">Where it begins, in percent of the width.</param>
/// <param name="Width">In percent.</param>
/// <param name="Height">Its part of the highest bar, 0 to 1.</param>
/// <param name="Bucket">The bucket.</param>
internal sealed record HistogramBar(double Left, double Width, double Height, Bucket Bucket);

/// <summary>A bound between two bars.</summary>
/// <param name="Left">In percent of the width.</param>
/// <param name="Bound">The bound.</param>
/// <param name="IsMinor">Whether it is left out where there is little room.</param>
internal sealed record HistogramTick(double Left, double Bound, bool IsMinor);

/// <summary>A line where a quantile falls.</summary>
/// <param name="Left">In percent of the width.</param>
/// <param name="Estimate">The quantile.</param>
internal sealed record HistogramMark(double Left, QuantileEstimate Estimate);
