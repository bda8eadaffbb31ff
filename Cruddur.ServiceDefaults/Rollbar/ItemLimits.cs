namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// So many items in each minute, and so many of them that tell the same. What is left out is counted by what it tells, for the next one that is sent.
/// </summary>
internal sealed class ItemLimits(int itemsPerMinute, int repeatsPerMinute, TimeProvider time)
{
    public const string RateLimited = "rate_limited";
    public const string Repeated = "repeated";

    // Each is remembered for its minute, or until the next one is sent; when more wait for that, all are forgotten.
    private const int MaxKinds = 1024;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.Ordinal);
    private long _windowStarted = time.GetTimestamp();
    private int _taken;

    /// <summary>Whether this minute's items are used up; asked before there is a need to know what they tell.</summary>
    public bool AreUsedUp
    {
        get
        {
            lock (_gate)
            {
                Renew();
                return _taken >= itemsPerMinute;
            }
        }
    }

    /// <summary>Takes one of this minute's items.</summary>
    /// <param name="kind">What it tells: the same for all that tell the same.</param>
    /// <param name="leftOut">How many of the kind were left out since the last one.</param>
    /// <returns>Why it must be left out, or null.</returns>
    public string? Take(string kind, out int leftOut)
    {
        leftOut = 0;
        lock (_gate)
        {
            Renew();
            if (_taken >= itemsPerMinute)
                return RateLimited;

            var known = _kinds.GetValueOrDefault(kind);
            if (known.Sent >= repeatsPerMinute)
            {
                _kinds[kind] = known with { LeftOut = known.LeftOut + 1 };
                return Repeated;
            }

            if (_kinds.Count >= MaxKinds)
                _kinds.Clear();
            leftOut = known.LeftOut;
            _kinds[kind] = new Kind(known.Sent + 1, 0);
            _taken++;
            return null;
        }
    }

    private void Renew()
    {
        if (time.GetElapsedTime(_windowStarted) < Window)
            return;

        (_windowStarted, _taken) = (time.GetTimestamp(), 0);
        foreach (var (kind, known) in _kinds)
        {
            if (known.LeftOut == 0)
                _kinds.Remove(kind);
            else
                _kinds[kind] = known with { Sent = 0 };
        }
    }

    private readonly record struct Kind(int Sent, int LeftOut);
}
