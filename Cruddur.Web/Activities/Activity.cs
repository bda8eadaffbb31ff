namespace Cruddur.Web.Activities;

/// <summary>A crud, as the API has it on the wire. <see cref="Replies"/> are the newest few, oldest of them first; <see cref="RepliesCount"/> counts all.</summary>
public sealed record Activity(
    Guid Uuid,
    string Handle,
    string DisplayName,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    long LikesCount,
    long RepliesCount,
    long RepostsCount,
    IReadOnlyList<Activity>? Replies,
    Guid? ReplyToActivityUuid)
{
    /// <summary>The page that shows it and its thread.</summary>
    public string Address => $"/activity/{Uuid}";
}
