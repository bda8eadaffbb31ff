namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>How long to leave a destination alone: twice as long after each failure, from half a second to 30, and somewhere below that so that many senders don't come back at once.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 6;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // A receiver may ask for any time; an hour of silence because of one answer is not for it to say.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);

    /// <summary>The wait before the next attempt, after so many failed ones.</summary>
    public static TimeSpan After(int failures, TimeSpan? asked)
    {
        if (asked is { } time && time > TimeSpan.Zero)
            return time < LongestAsked ? time : LongestAsked;

        var most = First * (1 << Math.Min(failures - 1, MaxDoublings));
        return (most < Longest ? most : Longest) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
