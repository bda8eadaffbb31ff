namespace Cruddur.Web.Activities;

/// <summary>Times as people say them, rounded down: nothing is promised longer than it lasts.</summary>
internal static class TimeWords
{
    public static string Ago(TimeSpan age) => age < TimeSpan.FromMinutes(1) ? "just now" : $"{Short(age)} ago";

    public static string Left(TimeSpan left) => left < TimeSpan.FromMinutes(1) ? "expiring now" : $"{Short(left)} left";

    /// <summary>A whole life, as it was chosen: 7 days, 1 hour.</summary>
    public static string Life(TimeSpan life) => life.TotalDays >= 1 ? Plural(life.TotalDays, "day") : Plural(life.TotalHours, "hour");

    /// <summary>In full, for a tooltip. In UTC: the server doesn't know the reader's time zone (app.js does, and says it in that).</summary>
    public static string Absolute(DateTimeOffset time) => $"{time.UtcDateTime:d MMMM yyyy, HH:mm} UTC";

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    private static string Plural(double count, string unit) => Math.Round(count) is var whole && whole == 1 ? $"1 {unit}" : $"{whole} {unit}s";

    private static string Short(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays} d",
        { TotalHours: >= 1 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalMinutes} min",
    };
}
