namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A stretch of time, in nanoseconds since the Unix epoch.</summary>
public readonly record struct Stretch(long StartNanos, long EndNanos)
{
    /// <summary>How long it is; never negative.</summary>
    public long DurationNanos => Math.Max(0, EndNanos - StartNanos);
}
