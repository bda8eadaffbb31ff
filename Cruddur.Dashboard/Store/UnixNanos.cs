namespace Cruddur.Dashboard.Store;

/// <summary>Times of the wire: nanoseconds since the Unix epoch.</summary>
internal static class UnixNanos
{
    /// <summary>The time, to the 100 ns that .NET can hold.</summary>
    public static DateTimeOffset ToTime(long nanos) => DateTimeOffset.UnixEpoch.AddTicks(nanos / TimeSpan.NanosecondsPerTick);

    /// <summary>The nanoseconds of a time.</summary>
    public static long From(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
