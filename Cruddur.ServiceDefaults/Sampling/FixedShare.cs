namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>The same share of all traces: what OpenTelemetry's standard samplers and <c>Sampling:Enabled=false</c> put in the rules' place.</summary>
internal sealed class FixedShare(double share, bool followsCallers, SamplingCounts counts) : IDecider
{
    private readonly ulong _threshold = SamplingThreshold.OfShare(share);
    private readonly Decision _sampled = new(counts, rule: null, Decision.Rate, SamplingThreshold.OfShare(share));
    private readonly Decision _dropped = new(counts, rule: null, Decision.Dropped, threshold: null);

    public bool FollowsCallers => followsCallers;

    public Decision Decide(in SpanFacts facts, ulong randomness) => randomness >= _threshold ? _sampled : _dropped;
}
