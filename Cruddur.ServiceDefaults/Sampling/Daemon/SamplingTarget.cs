using System.Text.Json;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>What X-Ray has this instance do with a rule until the next report. What is null stays as it is.</summary>
/// <param name="RuleName">The rule.</param>
/// <param name="FixedRate">The share, 0 to 1.</param>
/// <param name="ReservoirQuota">How many it may take first in each second.</param>
/// <param name="ReservoirQuotaTtl">Until when.</param>
/// <param name="Interval">When to report next.</param>
internal sealed record SamplingTarget(string RuleName, double? FixedRate, int? ReservoirQuota, DateTimeOffset? ReservoirQuotaTtl, TimeSpan? Interval);

/// <summary>The answer of <c>/SamplingTargets</c>.</summary>
/// <param name="Targets">What is readable of it, a rule each.</param>
/// <param name="RulesModified">When anybody last changed a rule.</param>
/// <param name="Unprocessed">The rules whose statistics X-Ray could not take this time, for a reason of its own.</param>
internal sealed record SamplingTargets(IReadOnlyList<SamplingTarget> Targets, DateTimeOffset? RulesModified, IReadOnlySet<string> Unprocessed)
{
    // Longer than any that X-Ray gives; a target without limits would keep the statistics to itself.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    public static SamplingTargets Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("SamplingTargetDocuments", out var targets) || targets.ValueKind != JsonValueKind.Array)
            throw new JsonException("the answer has no list \"SamplingTargetDocuments\"");

        return new SamplingTargets(
            [.. targets.EnumerateArray().Select(TargetOf).OfType<SamplingTarget>()],
            TimeOf(document, "LastRuleModification"),
            UnprocessedOf(document).ToHashSet(StringComparer.Ordinal));
    }

    private static SamplingTarget? TargetOf(JsonElement element) => TextOf(element, "RuleName") is not { } rule ? null : new SamplingTarget(
        rule,
        NumberOf(element, "FixedRate") is { } rate and >= 0 and <= 1 ? rate : null,
        NumberOf(element, "ReservoirQuota") is { } quota and >= 0 and <= int.MaxValue ? (int)quota : null,
        TimeOf(element, "ReservoirQuotaTTL"),
        NumberOf(element, "Interval") is { } seconds and >= 1 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestInterval.TotalSeconds)) : null);

    // What is wrong with a document itself (4xx) would be wrong again.
    private static IEnumerable<string> UnprocessedOf(JsonElement document)
    {
        if (!document.TryGetProperty("UnprocessedStatistics", out var list) || list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var element in list.EnumerateArray())
        {
            if (TextOf(element, "RuleName") is { } rule && TextOf(element, "ErrorCode")?.StartsWith('4') != true)
                yield return rule;
        }
    }

    private static DateTimeOffset? TimeOf(JsonElement element, string field) =>
        NumberOf(element, field) is { } seconds and >= 0 and <= 253_402_300_799 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    private static string? TextOf(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? NumberOf(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : null;
}
