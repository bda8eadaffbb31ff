using System.Globalization;
using Amazon.CloudWatchLogs.Model;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>An event that AWS's sink made of a document, as it should have been: without the line break, and with the time when it happened.</summary>
internal static class MendedLogEvent
{
    private const string Start = "{\"timestamp\":\"";

    // Events of one request lie within 24 hours.
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);

    public static InputLogEvent Of(InputLogEvent logEvent)
    {
        var message = logEvent.Message.TrimEnd('\r', '\n');
        return new InputLogEvent { Message = message, Timestamp = TimeOf(message) is { } time && (logEvent.Timestamp - time)?.Duration() < HalfADay ? time : logEvent.Timestamp };
    }

    /// <summary>The sink cuts a document that is long into several events, and ends the last of them, as it ends all, with a line break.</summary>
    public static bool EndsDocument(InputLogEvent logEvent) => logEvent.Message.EndsWith('\n');

    private static DateTime? TimeOf(string document)
    {
        var end = document.StartsWith(Start, StringComparison.Ordinal) ? document.IndexOf('"', Start.Length) : -1;
        return end > 0 && DateTime.TryParse(document.AsSpan(Start.Length, end - Start.Length), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}
