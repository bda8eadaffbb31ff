using System.Text.Json;

namespace Cruddur.Tests.Web;

/// <summary>Answers of the API, in the form that it gives them.</summary>
internal static class ApiJson
{
    public static readonly Guid First = new("01a1f8d3-411f-7a77-8e3c-f41e3b866b88");
    public static readonly Guid Second = new("01a1f8d3-277b-7461-901f-62eb1715cb5e");

    /// <summary>When the API's answers are given: an hour after what they hold was posted, and not quite 6 days and 23 hours before it expires.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 4, 4, 6, TimeSpan.Zero);

    public static string Activity(string message, Guid? uuid = null, string handle = "worf", string displayName = "Worf", params string[] replies) => $$"""
        {"uuid":"{{uuid ?? First}}","handle":"{{handle}}","display_name":{{JsonSerializer.Serialize(displayName)}},"message":{{JsonSerializer.Serialize(message)}},
        "created_at":"2026-01-02T03:04:05.678+00:00","expires_at":"2026-01-09T03:04:05.678+00:00","likes_count":4,"replies_count":{{replies.Length}},"reposts_count":2,
        "replies":{{Feed(replies)}},"reply_to_activity_uuid":null}
        """;

    public static string Feed(params string[] activities) => $"[{string.Join(',', activities)}]";
}
