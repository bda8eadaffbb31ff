namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>A rule at work: its definition, which doesn't change, and its reservoir, rate and statistics, which outlive it when the rules are fetched again.</summary>
internal sealed class ActiveRule(SamplingRule definition, RuleState state)
{
    private readonly RuleConditions _conditions = new(definition);

    public SamplingRule Definition => definition;

    public RuleState State => state;

    public bool Match(in SpanFacts facts) => _conditions.Match(facts);
}
