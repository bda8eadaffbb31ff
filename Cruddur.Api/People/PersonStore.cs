using System.Data.Common;
using Dapper;

namespace Cruddur.Api.People;

/// <summary>The people, read and added inside the transaction of what they write.</summary>
internal static class PersonStore
{
    private const string FindSql = "SELECT uuid AS Uuid, handle AS Handle, display_name AS DisplayName FROM people WHERE handle = @handle";

    private const string AddSql =
        "INSERT INTO people (uuid, handle, display_name, created_at) VALUES (@Uuid, @Handle, @DisplayName, @createdAt)";

    /// <summary>The person with this handle, who comes into being with the first thing that they write.</summary>
    public static async Task<Person> FindOrAddAsync(DbTransaction transaction, string handle, string displayName, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var found = await connection.QuerySingleOrDefaultAsync<Person>(FindSql, new { handle }, transaction);
        if (found is not null)
            return found;

        var person = new Person(Guid.CreateVersion7(now).ToString(), handle, displayName);
        await connection.ExecuteAsync(
            AddSql,
            new { person.Uuid, person.Handle, person.DisplayName, createdAt = now.ToUnixTimeMilliseconds() },
            transaction);
        return person;
    }
}
