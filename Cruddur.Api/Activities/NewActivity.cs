using System.Text.Json.Serialization;

namespace Cruddur.Api.Activities;

/// <summary>What <c>POST /api/activities</c> takes: a message and a word of <see cref="TimeToLive"/>.</summary>
internal sealed record NewActivity([property: JsonConverter(typeof(MessageText.Converter))] string? Message, string? Ttl)
{
    public const int MaxMessageLength = 280;

    /// <summary>
    /// The error word, or null. Where both are wrong, the message's is said, as the original does; a ttl that is no word of it counts as blank.
    /// </summary>
    public string? Check(out TimeSpan ttl)
    {
        var known = TimeToLive.TryParse(Ttl, out ttl);
        return MessageText.Check(Message, MaxMessageLength) ?? (known ? null : "ttl_blank");
    }
}
