namespace Cruddur.Api.Activities;

/// <summary>
/// The statements over activities. What has expired by <c>@now</c> is in no answer. A page starts after the key <c>(@CreatedAt, @Uuid)</c> and its
/// replies, which expire when it does, come with it in one statement, so in one snapshot: the counts and the lists of an answer agree.
/// </summary>
internal static class ActivitySql
{
    private const string Columns = """
        a.uuid AS Uuid, p.handle AS Handle, p.display_name AS DisplayName, a.message AS Message,
        a.created_at AS CreatedAt, a.expires_at AS ExpiresAt,
        a.likes_count AS LikesCount, a.replies_count AS RepliesCount, a.reposts_count AS RepostsCount,
        a.reply_to_activity_uuid AS ReplyToActivityUuid
        """;

    private const string PageStart = $"""
        WITH page AS (
            SELECT {Columns}
            FROM activities a JOIN people p ON p.uuid = a.person_uuid
            WHERE a.expires_at > @now AND
        """;

    private const string PageEnd = $"""
            ORDER BY a.created_at DESC, a.uuid DESC
            LIMIT @limit
        )
        SELECT 1 AS Listed, page.* FROM page
        UNION ALL
        SELECT 0 AS Listed, {Columns}
        FROM page
        JOIN activities a ON a.uuid IN (
            SELECT r.uuid FROM activities r
            WHERE r.reply_to_activity_uuid = page.Uuid
            ORDER BY r.created_at DESC, r.uuid DESC
            LIMIT @replies)
        JOIN people p ON p.uuid = a.person_uuid
        ORDER BY Listed DESC, CreatedAt DESC, Uuid DESC
        """;

    public const string Home = $"""
        {PageStart} a.reply_to_activity_uuid IS NULL AND (a.created_at, a.uuid) < (@CreatedAt, @Uuid)
        {PageEnd}
        """;

    public const string OfPerson = $"""
        {PageStart} p.handle = @handle AND (a.created_at, a.uuid) < (@CreatedAt, @Uuid)
        {PageEnd}
        """;

    public const string Search = $"""
        {PageStart} (a.search_text LIKE @pattern ESCAPE '\' OR p.handle LIKE @pattern ESCAPE '\')
            AND (a.created_at, a.uuid) < (@CreatedAt, @Uuid)
        {PageEnd}
        """;

    public const string One = $"""
        {PageStart} a.uuid = @uuid
        {PageEnd}
        """;

    public const string ExpiryOf = "SELECT expires_at FROM activities WHERE uuid = @uuid AND expires_at > @now";

    public const string CountReply = "UPDATE activities SET replies_count = replies_count + 1 WHERE uuid = @ReplyToActivityUuid";

    public const string Add = """
        INSERT INTO activities (uuid, person_uuid, message, search_text, created_at, expires_at, reply_to_activity_uuid)
        VALUES (@Uuid, @PersonUuid, @Message, @SearchText, @CreatedAt, @ExpiresAt, @ReplyToActivityUuid)
        """;
}
