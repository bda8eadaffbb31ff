using System.Data.Common;
using Cruddur.Api.People;
using Dapper;

namespace Cruddur.Api.Activities;

/// <summary>
/// Adds an activity inside a transaction, and counts it where it is a reply: a reply lives as long as what it answers, so the count stays true.
/// </summary>
internal static class ActivityInsertion
{
    public static async Task<Activity> InsertAsync(
        DbTransaction transaction, Person person, string message, DateTimeOffset createdAt, DateTimeOffset expiresAt, Guid? replyTo = null)
    {
        var row = new ActivityRow
        {
            Uuid = Guid.CreateVersion7(createdAt).ToString(),
            Handle = person.Handle,
            DisplayName = person.DisplayName,
            Message = message,
            CreatedAt = createdAt.ToUnixTimeMilliseconds(),
            ExpiresAt = expiresAt.ToUnixTimeMilliseconds(),
            ReplyToActivityUuid = replyTo?.ToString(),
        };
        var parameters = new DynamicParameters(row);
        parameters.Add("PersonUuid", person.Uuid);
        parameters.Add("SearchText", SearchTerm.Fold(message));
        await transaction.Connection!.ExecuteAsync(ActivitySql.Add, parameters, transaction);
        if (row.ReplyToActivityUuid is not null)
            await transaction.Connection!.ExecuteAsync(ActivitySql.CountReply, row, transaction);
        return row.ToActivity([]);
    }
}
