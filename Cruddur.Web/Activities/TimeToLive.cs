namespace Cruddur.Web.Activities;

/// <summary>How long a crud can live: the API's word, and ours.</summary>
internal sealed record TimeToLive(string Word, string Label)
{
    public const string Default = "7-days";

    public static readonly IReadOnlyList<TimeToLive> Choices =
    [
        new("30-days", "30 days"),
        new("7-days", "7 days"),
        new("3-days", "3 days"),
        new("1-day", "1 day"),
        new("12-hours", "12 hours"),
        new("3-hours", "3 hours"),
        new("1-hour", "1 hour"),
    ];
}
