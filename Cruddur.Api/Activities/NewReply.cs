using System.Text.Json.Serialization;

namespace Cruddur.Api.Activities;

/// <summary>What <c>POST /api/activities/{uuid}/reply</c> takes.</summary>
internal sealed record NewReply([property: JsonConverter(typeof(MessageText.Converter))] string? Message)
{
    public const int MaxMessageLength = 1024;

    /// <summary>The error word, or null.</summary>
    public string? Check() => MessageText.Check(Message, MaxMessageLength);
}
