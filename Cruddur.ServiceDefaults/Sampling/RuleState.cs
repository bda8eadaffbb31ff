namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>What a rule remembers between requests. Nothing here locks or allocates.</summary>
internal sealed class RuleState
{
    private readonly string _rule;
    private readonly SamplingCounts _counts;
    private readonly Reservoir _reservoir;
    private readonly Decision _taken;
    private readonly Decision _borrowed;
    private readonly Decision _dropped;
    private RateDecision _rate;
    private long _requests;
    private long _sampled;
    private long _borrows;

    public RuleState(SamplingRule rule, SamplingCounts counts)
    {
        (_rule, _counts) = (rule.RuleName, counts);
        _reservoir = new Reservoir(rule.ReservoirSize > 0);
        _taken = new Decision(counts, rule.RuleName, Decision.Reservoir, threshold: 0);
        _borrowed = new Decision(counts, rule.RuleName, Decision.Borrow, threshold: 0);
        _dropped = new Decision(counts, rule.RuleName, Decision.Dropped, threshold: null);
        _rate = RateOf(rule.FixedRate);
    }

    /// <summary>The rule's own size is the service's quota where no one shares it out among several.</summary>
    public static RuleState OfLocal(SamplingRule rule, SamplingCounts counts)
    {
        var state = new RuleState(rule, counts);
        state._reservoir.Grant(rule.ReservoirSize, DateTimeOffset.MaxValue);
        return state;
    }

    /// <summary>When its statistics are due next.</summary>
    public DateTimeOffset NextReport { get; set; }

    public Decision Decide(DateTimeOffset now, ulong randomness)
    {
        Interlocked.Increment(ref _requests);
        switch (_reservoir.Take(now))
        {
            case ReservoirAnswer.Taken:
                Interlocked.Increment(ref _sampled);
                return _taken;
            case ReservoirAnswer.Borrowed:
                Interlocked.Increment(ref _sampled);
                Interlocked.Increment(ref _borrows);
                return _borrowed;
            default:
                var rate = Volatile.Read(ref _rate);
                if (randomness < rate.Threshold)
                    return _dropped;
                Interlocked.Increment(ref _sampled);
                return rate.Sampled;
        }
    }

    /// <summary>Sets the share, 0 to 1.</summary>
    public void SetRate(double share)
    {
        if (SamplingThreshold.OfShare(share) != _rate.Threshold)
            Volatile.Write(ref _rate, RateOf(share));
    }

    public void Grant(int perSecond, DateTimeOffset expires) => _reservoir.Grant(perSecond, expires);

    /// <summary>What happened since the last time; it starts from zero.</summary>
    public RuleStatistics TakeStatistics() =>
        new(Interlocked.Exchange(ref _requests, 0), Interlocked.Exchange(ref _sampled, 0), Interlocked.Exchange(ref _borrows, 0));

    /// <summary>Counts again what could not be reported.</summary>
    public void GiveBack(RuleStatistics statistics)
    {
        Interlocked.Add(ref _requests, statistics.Requests);
        Interlocked.Add(ref _sampled, statistics.Sampled);
        Interlocked.Add(ref _borrows, statistics.Borrowed);
    }

    public bool HasRequests => Interlocked.Read(ref _requests) > 0;

    private RateDecision RateOf(double share)
    {
        var threshold = SamplingThreshold.OfShare(share);
        return new RateDecision(threshold, new Decision(_counts, _rule, Decision.Rate, threshold));
    }

    private sealed record RateDecision(ulong Threshold, Decision Sampled);
}

/// <summary>What a rule did in a while.</summary>
/// <param name="Requests">Requests that matched.</param>
/// <param name="Sampled">Those that were sampled, borrowed ones too.</param>
/// <param name="Borrowed">Those that were sampled without a quota.</param>
internal readonly record struct RuleStatistics(long Requests, long Sampled, long Borrowed);
