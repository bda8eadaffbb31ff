namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>The rules in force: X-Ray's own while they are fresh, else the local ones.</summary>
internal sealed class XRayRules(RuleSet local, TimeProvider time) : IDecider
{
    /// <summary>How long X-Ray's rules outlive its silence, as in the AWS SDK.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private Fetched? _fetched;

    public bool FollowsCallers => true;

    /// <summary>The rules last fetched, also when they are no longer fresh.</summary>
    public RuleSet? LastFetched => Volatile.Read(ref _fetched)?.Rules;

    /// <summary>Until when they govern; null without any.</summary>
    public DateTimeOffset? FreshUntil => Volatile.Read(ref _fetched)?.Expires;

    public void Replace(RuleSet rules, DateTimeOffset fetchedAt) => Volatile.Write(ref _fetched, new Fetched(rules, fetchedAt + Lifetime));

    public Decision Decide(in SpanFacts facts, ulong randomness)
    {
        var now = time.GetUtcNow();
        var fetched = Volatile.Read(ref _fetched);
        var rule = fetched is not null && now < fetched.Expires ? fetched.Rules.Find(facts) : null;
        // The last of the local rules takes whatever comes.
        return (rule ?? local.Find(facts)!).State.Decide(now, randomness);
    }

    private sealed record Fetched(RuleSet Rules, DateTimeOffset Expires);
}
