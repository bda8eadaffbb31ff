using System.Text.Json.Serialization;

namespace Cruddur.Api.Activities;

/// <summary>What <c>POST /api/activities</c> takes: a message and a word of <see cref="TimeToLive"/>.</summary>
internal sealed record NewActivity([property: JsonConverter(typeof(Message.Converter))] string? Message, string? Ttl)
{
    public const int MaxMessageLength = 280;

    /// <summary>The error word, or null. Where both are wrong, the message's is said, as the original does.</summary>
    public string? Check() =>
        Activities.Message.Check(Message, MaxMessageLength) ?? (TimeToLive.TryParse(Ttl, out _) ? null : "ttl_blank");
}
