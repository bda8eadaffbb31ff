namespace Cruddur.Dashboard.Store.Reading;

/// <summary>One side of an exponential histogram: counts of neighbouring buckets, of which the first has this index.</summary>
internal sealed record ExponentialRange(long Offset, IReadOnlyList<ulong> Counts)
{
    public static readonly ExponentialRange Empty = new(0, []);

    /// <summary>The same without empty buckets at its ends.</summary>
    public ExponentialRange Trimmed()
    {
        var (first, end) = (0, Counts.Count);
        while (first < end && Counts[first] == 0)
            first++;
        while (end > first && Counts[end - 1] == 0)
            end--;
        return first == end ? Empty : new(Offset + first, [.. Counts.Skip(first).Take(end - first)]);
    }

    /// <summary>The same with buckets put together, two by two and so many times over.</summary>
    public ExponentialRange Coarser(int times)
    {
        if (times == 0 || Counts.Count == 0)
            return this;
        var first = Offset >> times;
        var counts = new ulong[((Offset + Counts.Count - 1) >> times) - first + 1];
        for (var index = 0; index < Counts.Count; index++)
            counts[((Offset + index) >> times) - first] += Counts[index];
        return new(first, counts);
    }
}
