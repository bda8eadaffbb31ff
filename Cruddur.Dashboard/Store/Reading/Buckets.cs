namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Gives the counts of histograms their bounds. Of buckets that no picture could show apart, neighbours are put together.</summary>
internal static class Buckets
{
    /// <summary>How many a side of a histogram has at most; SDKs send up to 160.</summary>
    public const int Most = 160;

    // Outside of these no SDK goes, and no double either.
    private const int LeastScale = -10;
    private const int MostScale = 20;

    /// <summary>The buckets between bounds; none where bounds and counts don't belong together.</summary>
    public static IReadOnlyList<Bucket> Explicit(IReadOnlyList<double> bounds, IReadOnlyList<ulong> counts)
    {
        if (counts.Count != bounds.Count + 1 || !Rise(bounds))
            return [];
        // A bound that is infinite itself leaves nothing above it.
        var buckets = counts.Select((count, index) => new Bucket(
            index == 0 ? double.NegativeInfinity : bounds[index - 1],
            index == bounds.Count ? double.PositiveInfinity : bounds[index],
            count)).Where(bucket => bucket.Lower < bucket.Upper);
        var together = (counts.Count + Most - 1) / Most;
        return [.. buckets.Chunk(together).Select(chunk => new Bucket(chunk[0].Lower, chunk[^1].Upper, Sum(chunk.Select(one => one.Count))))];
    }

    /// <summary>The buckets of an exponential histogram, from the lowest to the highest; none where its scale is out of reason.</summary>
    public static IReadOnlyList<Bucket> Exponential(int scale, ExponentialRange negative, Bucket zero, ExponentialRange positive)
    {
        if (scale is < LeastScale or > MostScale)
            return [];
        List<Bucket> buckets = [.. Side(scale, negative).Select(bucket => new Bucket(-bucket.Upper, -bucket.Lower, bucket.Count)).Reverse()];
        if (zero.Count > 0)
            buckets.Add(zero);
        return [.. buckets, .. Side(scale, positive)];
    }

    private static IEnumerable<Bucket> Side(int scale, ExponentialRange range)
    {
        range = range.Trimmed();
        var times = 0;
        while (Indexes(range, times) > Most)
            times++;
        range = range.Coarser(times);
        return range.Counts.Select((count, index) => new Bucket(Bound(range.Offset + index, scale - times), Bound(range.Offset + index + 1, scale - times), count));
    }

    private static long Indexes(ExponentialRange range, int times) => ((range.Offset + range.Counts.Count - 1) >> times) - (range.Offset >> times) + 1;

    // The base is 2^(2^-scale).
    private static double Bound(long index, int scale) => Math.Pow(2, index * Math.ScaleB(1, -scale));

    private static bool Rise(IReadOnlyList<double> bounds)
    {
        for (var index = 0; index < bounds.Count; index++)
        {
            if (double.IsNaN(bounds[index]) || (index > 0 && bounds[index] <= bounds[index - 1]))
                return false;
        }

        return true;
    }

    private static ulong Sum(IEnumerable<ulong> counts) => counts.Aggregate(0UL, (sum, count) => unchecked(sum + count));
}
