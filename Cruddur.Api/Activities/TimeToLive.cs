using System.Collections.Frozen;

namespace Cruddur.Api.Activities;

/// <summary>The words for how long an activity lives.</summary>
internal static class TimeToLive
{
    private static readonly FrozenDictionary<string, TimeSpan> Words = new Dictionary<string, TimeSpan>
    {
        ["30-days"] = TimeSpan.FromDays(30),
        ["7-days"] = TimeSpan.FromDays(7),
        ["3-days"] = TimeSpan.FromDays(3),
        ["1-day"] = TimeSpan.FromDays(1),
        ["12-hours"] = TimeSpan.FromHours(12),
        ["3-hours"] = TimeSpan.FromHours(3),
        ["1-hour"] = TimeSpan.FromHours(1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryParse(string? word, out TimeSpan ttl) => Words.TryGetValue(word ?? "", out ttl);
}
