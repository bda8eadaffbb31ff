namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Finds rules that can never match, and says why.</summary>
internal static class RuleCheck
{
    /// <summary>Of a file of this service's own. A sentence for each problem.</summary>
    public static IEnumerable<string> OfLocal(IEnumerable<SamplingRule> rules, ServiceFacts service)
    {
        SamplingRule? catchAll = null;
        foreach (var rule in SamplingRule.InOrder(rules))
        {
            if (catchAll is not null)
                yield return $"rule {rule.RuleName} comes after {catchAll.RuleName} (priority {catchAll.Priority}), which takes every request";
            if (!new Wildcard(rule.ServiceName).Matches(service.Name))
                yield return $"rule {rule.RuleName} is for service {rule.ServiceName}; this one is {service.Name} (OTEL_SERVICE_NAME)";
            if (!new Wildcard(rule.ServiceType).Matches(service.Type))
                yield return $"rule {rule.RuleName} is for service type {rule.ServiceType}; this one has {service.Type ?? "none (cloud.platform in OTEL_RESOURCE_ATTRIBUTES says it)"}";
            if (!new Wildcard(rule.ResourceARN).Matches(service.Arn))
                yield return $"rule {rule.RuleName} is for resource {rule.ResourceARN}; this one has {service.Arn ?? "none (cloud.resource_id in OTEL_RESOURCE_ATTRIBUTES says it)"}";
            foreach (var problem in Attributes(rule))
                yield return problem;
            if (RuleConditions.Concern(rule, service) && new RuleConditions(rule).AsksNothing)
                catchAll ??= rule;
        }
    }

    /// <summary>Of all services' rules, in which others' are no mistake: only those for this service that no service like it could match.</summary>
    public static IEnumerable<string> OfFetched(IEnumerable<SamplingRule> rules, ServiceFacts service) =>
        SamplingRule.InOrder(rules).Where(rule => RuleConditions.Concern(rule, service)).SelectMany(Attributes);

    private static IEnumerable<string> Attributes(SamplingRule rule) => rule.Attributes.Keys
        .Except(SpanFacts.KnownAttributes, StringComparer.Ordinal)
        .Select(name => $"rule {rule.RuleName} asks for attribute {name}, which no request has yet when it is decided about; there are {string.Join(", ", SpanFacts.KnownAttributes)}");
}
