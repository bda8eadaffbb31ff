using Cruddur.Api.Database;
using Cruddur.Api.People;
using Dapper;

namespace Cruddur.Api.Activities;

/// <summary>Activities in the database. Times come from the caller and are stored in whole milliseconds.</summary>
internal sealed class ActivityStore(CruddurDatabase database)
{
    /// <summary>How many direct replies an activity carries at most.</summary>
    public const int RepliesShown = 100;

    public Task<FeedPage> HomeAsync(FeedCursor before, DateTimeOffset now, CancellationToken cancellationToken) =>
        PageAsync(ActivitySql.Home, Parameters(before, now), cancellationToken);

    /// <summary>What a person wrote, replies included; empty where nobody has the handle.</summary>
    public Task<FeedPage> OfPersonAsync(string handle, FeedCursor before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = Parameters(before, now);
        parameters.Add("handle", handle);
        return PageAsync(ActivitySql.OfPerson, parameters, cancellationToken);
    }

    public Task<FeedPage> SearchAsync(string term, FeedCursor before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = Parameters(before, now);
        parameters.Add("pattern", SearchTerm.ToPattern(term));
        return PageAsync(ActivitySql.Search, parameters, cancellationToken);
    }

    public async Task<Activity?> FindAsync(Guid uuid, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = Parameters(FeedCursor.Start, now);
        parameters.Add("uuid", uuid.ToString());
        return (await PageAsync(ActivitySql.One, parameters, cancellationToken)).Activities.SingleOrDefault();
    }

    public Task<Activity> AddAsync(string handle, string message, TimeSpan ttl, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async (_, transaction) =>
        {
            var person = await PersonStore.FindOrAddAsync(transaction, handle, handle, now);
            return await ActivityInsertion.InsertAsync(transaction, person, message, now, now + ttl);
        }, cancellationToken);

    /// <summary>Adds a reply, which expires together with what it answers. Null if that is unknown or has expired.</summary>
    public Task<Activity?> AddReplyAsync(Guid to, string handle, string message, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var expiresAt = await connection.QuerySingleOrDefaultAsync<long?>(
                ActivitySql.ExpiryOf, new { uuid = to.ToString(), now = now.ToUnixTimeMilliseconds() }, transaction);
            if (expiresAt is null)
                return null;
            var person = await PersonStore.FindOrAddAsync(transaction, handle, handle, now);
            return await ActivityInsertion.InsertAsync(
                transaction, person, message, now, DateTimeOffset.FromUnixTimeMilliseconds(expiresAt.Value), to);
        }, cancellationToken);

    private async Task<FeedPage> PageAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<ActivityRow>(new(sql, parameters, cancellationToken: cancellationToken)),
            cancellationToken);
        var all = rows.ToList();
        // The newest come first; a thread is read from its oldest.
        var replies = all.Where(row => row.Listed == 0).Reverse().ToLookup(row => row.ReplyToActivityUuid, row => row.ToActivity([]));
        return new([.. all.Where(row => row.Listed == 1).Select(row => row.ToActivity([.. replies[row.Uuid]]))]);
    }

    private static DynamicParameters Parameters(FeedCursor before, DateTimeOffset now)
    {
        var parameters = new DynamicParameters(before);
        parameters.AddDynamicParams(new { now = now.ToUnixTimeMilliseconds(), limit = FeedPage.Size, replies = RepliesShown });
        return parameters;
    }
}
