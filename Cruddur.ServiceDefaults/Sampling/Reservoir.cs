namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>The requests that a rule takes first in each second of the wall clock: up to a quota while there is one, else one that is borrowed.</summary>
/// <param name="canBorrow">Whether one a second may be taken without a quota: where the rule has a reservoir at all.</param>
internal sealed class Reservoir(bool canBorrow)
{
    // The second above, how many were taken in it below: both change together without a lock.
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // A thread that read the clock just before the second turned still counts in the one that others are in. Further back the clock was set.
    private const long LateSeconds = 2;

    private long _taken;
    private Quota? _quota;

    /// <summary>Sets how many this instance may take a second, until when.</summary>
    public void Grant(int perSecond, DateTimeOffset expires) => Volatile.Write(ref _quota, new Quota(Math.Clamp(perSecond, 0, (int)CountMask - 1), expires));

    public ReservoirAnswer Take(DateTimeOffset now)
    {
        var quota = Volatile.Read(ref _quota);
        if (quota is not null && now < quota.Expires)
            return TryCount(now.ToUnixTimeSeconds(), quota.PerSecond) ? ReservoirAnswer.Taken : ReservoirAnswer.Empty;

        return canBorrow && TryCount(now.ToUnixTimeSeconds(), 1) ? ReservoirAnswer.Borrowed : ReservoirAnswer.Empty;
    }

    private bool TryCount(long second, int limit)
    {
        while (true)
        {
            var seen = Volatile.Read(ref _taken);
            var current = seen >> CountBits;
            var isCurrent = second <= current && second >= current - LateSeconds;
            var count = isCurrent ? seen & CountMask : 0;
            if (count >= limit)
                return false;

            var next = ((isCurrent ? current : second) << CountBits) | (count + 1);
            if (Interlocked.CompareExchange(ref _taken, next, seen) == seen)
                return true;
        }
    }

    private sealed record Quota(int PerSecond, DateTimeOffset Expires);
}

/// <summary>What the reservoir gave.</summary>
internal enum ReservoirAnswer
{
    Empty,
    Taken,
    Borrowed,
}
