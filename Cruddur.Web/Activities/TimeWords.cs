namespace Cruddur.Web.Activities;

/// <summary>Times as people say them, rounded down: nothing is promised longer than it lasts.</summary>
internal static class TimeWords
{
    public static string Ago(TimeSpan age) => age < TimeSpan.FromMinutes(1) ? "just now" : $"{Short(age)} ago";

    public static string Left(TimeSpan left) => left < TimeSpan.FromMinutes(1) ? "expiring now" : $"{Short(left)} left";

    /// <summary>In full, for a tooltip. In UTC: the server doesn't know the reader's time zone (app.js does, and says it in that).</summary>
    public static string Absolute(DateTimeOffset time) => $"{time.UtcDateTime:d MMMM yyyy, HH:mm} UTC";

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    private static string Short(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays} d",
        { TotalHours: >= 1 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalMinutes} min",
    };
}
