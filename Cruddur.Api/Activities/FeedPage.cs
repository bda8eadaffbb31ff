namespace Cruddur.Api.Activities;

/// <summary>At most <see cref="Size"/> activities, newest first.</summary>
internal sealed record FeedPage(IReadOnlyList<Activity> Activities)
{
    public const int Size = 50;

    /// <summary>Where the next page starts; none after a page that isn't full.</summary>
    public FeedCursor? Next =>
        Activities.Count < Size ? null : new(Activities[^1].CreatedAt.ToUnixTimeMilliseconds(), Activities[^1].Uuid.ToString());
}
