namespace Cruddur.Api.Activities;

/// <summary>
/// A crud as the wire has it: names in snake case, times in ISO 8601 with an offset. <see cref="Replies"/> holds direct replies, oldest first and
/// at most <see cref="ActivityStore.RepliesShown"/> of the newest; those of a reply are had by asking for that reply.
/// <see cref="RepliesCount"/> counts all.
/// </summary>
internal sealed record Activity(
    Guid Uuid,
    string Handle,
    string DisplayName,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    long LikesCount,
    long RepliesCount,
    long RepostsCount,
    IReadOnlyList<Activity> Replies,
    Guid? ReplyToActivityUuid);
