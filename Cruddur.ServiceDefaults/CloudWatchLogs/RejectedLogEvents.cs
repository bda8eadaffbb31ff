using System.Text.Json;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Which events of a request CloudWatch did not keep, by its <c>rejectedLogEventsInfo</c>; the rest was kept.</summary>
internal static class RejectedLogEvents
{
    public const string TooOld = "older than 14 days";
    public const string Expired = "past the retention of the group";
    public const string TooNew = "more than 2 hours ahead";

    /// <summary>The places in the request, each with why. What makes no sense as a place is left out.</summary>
    public static IEnumerable<(int Position, string Reason)> Of(JsonElement answer, int count)
    {
        if (!answer.TryGetProperty("rejectedLogEventsInfo", out var info) || info.ValueKind != JsonValueKind.Object)
            yield break;

        // Both ends are exclusive, and what is too old for CloudWatch may be past the retention too.
        var tooOld = Place(info, "tooOldLogEventEndIndex", count) ?? 0;
        var expired = Place(info, "expiredLogEventEndIndex", count) ?? 0;
        var tooNew = Place(info, "tooNewLogEventStartIndex", count) ?? count;
        for (var position = 0; position < count; position++)
        {
            if (position < tooOld)
                yield return (position, TooOld);
            else if (position < expired)
                yield return (position, Expired);
            else if (position >= tooNew)
                yield return (position, TooNew);
        }
    }

    private static int? Place(JsonElement info, string name, int count) =>
        info.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var place) && place >= 0 ? Math.Min(place, count) : null;
}
