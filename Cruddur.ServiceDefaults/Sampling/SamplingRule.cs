namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>A rule as X-Ray writes it. The lowest priority number comes first, then the name.</summary>
internal sealed record SamplingRule(string RuleName)
{
    /// <summary>The rule that every new account has. It stands behind local rules, so that each request finds one.</summary>
    public static readonly SamplingRule Default = new("Default") { Priority = 10000, ReservoirSize = 1, FixedRate = 0.05 };

    public int Priority { get; init; }

    /// <summary>The share of requests that is taken once the second's reservoir is empty, 0 to 1.</summary>
    public double FixedRate { get; init; }

    /// <summary>Requests a second that are taken first, by all instances of all services together.</summary>
    public int ReservoirSize { get; init; }

    public string ServiceName { get; init; } = "*";

    public string ServiceType { get; init; } = "*";

    public string Host { get; init; } = "*";

    public string HTTPMethod { get; init; } = "*";

    public string URLPath { get; init; } = "*";

    public string ResourceARN { get; init; } = "*";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static IEnumerable<SamplingRule> InOrder(IEnumerable<SamplingRule> rules) =>
        rules.OrderBy(rule => rule.Priority).ThenBy(rule => rule.RuleName, StringComparer.Ordinal);
}
