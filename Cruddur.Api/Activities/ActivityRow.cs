namespace Cruddur.Api.Activities;

/// <summary>An activity as the database has it. <see cref="Listed"/> is 1 for a row of the page itself, 0 for a reply to one.</summary>
internal sealed class ActivityRow
{
    public long Listed { get; init; }
    public required string Uuid { get; init; }
    public required string Handle { get; init; }
    public required string DisplayName { get; init; }
    public required string Message { get; init; }
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }
    public long LikesCount { get; init; }
    public long RepliesCount { get; init; }
    public long RepostsCount { get; init; }
    public string? ReplyToActivityUuid { get; init; }

    public Activity ToActivity(IReadOnlyList<Activity> replies) => new(
        Guid.Parse(Uuid),
        Handle,
        DisplayName,
        Message,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
        LikesCount,
        RepliesCount,
        RepostsCount,
        replies,
        ReplyToActivityUuid is null ? null : Guid.Parse(ReplyToActivityUuid));
}
