namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Rules in their order, as far as they are for this service. Never changed, only replaced.</summary>
internal sealed class RuleSet
{
    private readonly ActiveRule[] _rules;

    private RuleSet(IEnumerable<ActiveRule> rules) => _rules = [.. rules];

    public IReadOnlyList<ActiveRule> Rules => _rules;

    /// <summary>The rules of a file, with <see cref="SamplingRule.Default"/> behind them, so that there is one for every request.</summary>
    public static RuleSet OfLocal(IEnumerable<SamplingRule> rules, ServiceFacts service, SamplingCounts counts) =>
        new(SamplingRule.InOrder(rules)
            .Append(SamplingRule.Default)
            .Where(rule => RuleConditions.Concern(rule, service))
            .Select(rule => new ActiveRule(rule, RuleState.OfLocal(rule, counts))));

    /// <summary>The rules of X-Ray; one that was there before goes on with its quota and its statistics.</summary>
    public static RuleSet OfFetched(IEnumerable<SamplingRule> rules, ServiceFacts service, SamplingCounts counts, RuleSet? before)
    {
        var states = before?._rules.ToDictionary(rule => rule.Definition.RuleName, StringComparer.Ordinal) ?? [];
        return new RuleSet(SamplingRule.InOrder(rules)
            .Where(rule => RuleConditions.Concern(rule, service))
            .Select(rule => new ActiveRule(rule, StateOf(rule))));

        RuleState StateOf(SamplingRule rule)
        {
            if (!states.TryGetValue(rule.RuleName, out var known) || known.Definition.ReservoirSize > 0 != rule.ReservoirSize > 0)
                return new RuleState(rule, counts);
            // The rate in force is the target's until the next one; a rule that was changed starts from what it says now.
            if (known.Definition.FixedRate != rule.FixedRate)
                known.State.SetRate(rule.FixedRate);
            return known.State;
        }
    }

    public ActiveRule? Find(in SpanFacts facts)
    {
        foreach (var rule in _rules)
        {
            if (rule.Match(facts))
                return rule;
        }

        return null;
    }
}
