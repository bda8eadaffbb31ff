using Cruddur.Dashboard.Components;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A part of a trace that is looked at, in nanoseconds from the trace's start.</summary>
public sealed record TimeWindow(long FromNanos, long ToNanos)
{
    // Closer than this there is nothing to tell apart.
    private const long Least = 10;

    /// <summary>How long it is.</summary>
    public long DurationNanos => ToNanos - FromNanos;

    /// <summary>Reads a window of a trace so long; null for all of it, and for what is no part of it.</summary>
    public static TimeWindow? Read(string? from, string? to, long duration)
    {
        var start = QueryText.Number(from) is { } first ? Math.Clamp(first, 0, duration) : 0;
        var end = QueryText.Number(to) is { } last ? Math.Clamp(last, 0, duration) : duration;
        return end - start < Math.Min(Least, duration) || (start, end) == (0, duration) ? null : new(start, end);
    }

    /// <summary>Whether a moment lies in it.</summary>
    public bool Contains(long nanos) => nanos >= FromNanos && nanos <= ToNanos;

    /// <summary>Half as much around the same middle; null where that is too close.</summary>
    public TimeWindow? Closer() => DurationNanos / 2 < Least ? null : new(FromNanos + (DurationNanos / 4), ToNanos - (DurationNanos / 4));

    /// <summary>Twice as much around the same middle, within a trace so long; null for all of it.</summary>
    public TimeWindow? Wider(long duration)
    {
        var (from, to) = (Math.Max(0, FromNanos - (DurationNanos / 2)), ToNanos + Math.Min(duration - ToNanos, DurationNanos / 2));
        return (from, to) == (0, duration) ? null : new(from, to);
    }

    /// <summary>As much, half of it earlier; null at the trace's start.</summary>
    public TimeWindow? Earlier()
    {
        var step = Math.Min(FromNanos, DurationNanos / 2);
        return step == 0 ? null : new(FromNanos - step, ToNanos - step);
    }

    /// <summary>As much, half of it later, within a trace so long; null at its end.</summary>
    public TimeWindow? Later(long duration)
    {
        var step = Math.Min(duration - ToNanos, DurationNanos / 2);
        return step == 0 ? null : new(FromNanos + step, ToNanos + step);
    }

    /// <summary>Its bounds for people.</summary>
    public override string ToString() => $"{DurationText.Of(FromNanos)} – {DurationText.Of(ToNanos)}";
}
