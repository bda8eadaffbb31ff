using System.Text.Json;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Reads <c>{"SamplingRuleRecords":[{"SamplingRule":{…}}],"NextToken":…}</c>, the answer of <c>GetSamplingRules</c> and the form of a rules file.</summary>
internal static class SamplingRuleReader
{
    // The lengths that X-Ray takes.
    private static readonly (string Name, int MaxLength)[] Patterns =
        [("ServiceName", 64), ("ServiceType", 64), ("Host", 64), ("HTTPMethod", 10), ("URLPath", 128), ("ResourceARN", 500)];

    private static readonly string[] Fields =
        ["RuleName", "RuleARN", "Priority", "FixedRate", "ReservoirSize", "Version", "Attributes", "SamplingRateBoost", .. Patterns.Select(pattern => pattern.Name)];

    /// <summary>Reads what is readable and says what is not.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="problems">Gets a sentence for each problem; the rule that has one is left out.</param>
    /// <param name="strict">Whether a field that X-Ray doesn't have is a problem: in a file it is a slip of the pen, from X-Ray something new.</param>
    public static List<SamplingRule> Read(JsonElement document, List<string> problems, bool strict)
    {
        var rules = new List<SamplingRule>();
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("SamplingRuleRecords", out var records) || records.ValueKind != JsonValueKind.Array)
        {
            problems.Add("has no list \"SamplingRuleRecords\"");
            return rules;
        }

        var number = 0;
        foreach (var record in records.EnumerateArray())
        {
            number++;
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("SamplingRule", out var element) || element.ValueKind != JsonValueKind.Object)
                problems.Add($"record {number} has no object \"SamplingRule\"");
            else if (Rule(element, number, problems, strict) is not { } rule)
                continue;
            else if (rules.Exists(other => other.RuleName == rule.RuleName))
                problems.Add($"rule {rule.RuleName} is there twice");
            else
                rules.Add(rule);
        }

        return rules;
    }

    private static SamplingRule? Rule(JsonElement element, int number, List<string> problems, bool strict)
    {
        var before = problems.Count;
        var name = Text(element, "RuleName");
        var who = name is { Length: >= 1 and <= 32 } ? $"rule {name}" : $"record {number}";
        if (name is not { Length: >= 1 and <= 32 })
            problems.Add($"{who}: RuleName must be a text of 1 to 32 characters");
        if (element.TryGetProperty("Version", out _) && Number(element, "Version") is not 1)
            problems.Add($"{who}: Version must be 1");
        foreach (var (field, maxLength) in Patterns)
        {
            if (element.TryGetProperty(field, out _) && (Text(element, field) is not { } pattern || pattern.Length > maxLength))
                problems.Add($"{who}: {field} must be a text of at most {maxLength} characters");
        }

        if (strict)
        {
            foreach (var field in element.EnumerateObject().Where(field => !Fields.Contains(field.Name, StringComparer.Ordinal)))
                problems.Add($"{who}: {field.Name} is no field of a rule; those are {string.Join(", ", Fields)}");
        }

        var rule = new SamplingRule(name ?? "")
        {
            Priority = (int)Within("Priority", 1, name == SamplingRule.Default.RuleName ? SamplingRule.Default.Priority : 9999, "a whole number from 1 to 9999"),
            FixedRate = Within("FixedRate", 0, 1, "a number from 0 to 1"),
            ReservoirSize = (int)Within("ReservoirSize", 0, int.MaxValue, "a whole number of at least 0"),
            ServiceName = Text(element, "ServiceName") ?? "*",
            ServiceType = Text(element, "ServiceType") ?? "*",
            Host = Text(element, "Host") ?? "*",
            HTTPMethod = Text(element, "HTTPMethod") ?? "*",
            URLPath = Text(element, "URLPath") ?? "*",
            ResourceARN = Text(element, "ResourceARN") ?? "*",
            Attributes = Attributes(element, who, problems),
        };
        return problems.Count > before ? null : rule;

        double Within(string field, double least, double most, string what)
        {
            var whole = what.StartsWith("a whole", StringComparison.Ordinal);
            if (Number(element, field) is { } value && value >= least && value <= most && (!whole || value % 1 == 0))
                return value;
            problems.Add($"{who}: {field} must be {what}");
            return least;
        }
    }

    private static Dictionary<string, string> Attributes(JsonElement element, string who, List<string> problems)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!element.TryGetProperty("Attributes", out var map) || map.ValueKind == JsonValueKind.Null)
            return attributes;

        if (map.ValueKind != JsonValueKind.Object || map.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.String))
        {
            problems.Add($"{who}: Attributes must be an object of texts");
            return attributes;
        }

        foreach (var pair in map.EnumerateObject())
            attributes[pair.Name] = pair.Value.GetString()!;
        if (attributes.Count > 5 || attributes.Any(pair => pair.Key.Length is 0 or > 32 || pair.Value.Length is 0 or > 32))
            problems.Add($"{who}: Attributes must be at most 5, each name and value of 1 to 32 characters");
        return attributes;
    }

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
