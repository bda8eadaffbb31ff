using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Counts what was removed to make room, by kind and service.</summary>
internal sealed class EvictedTable(SqliteConnection connection)
{
    // Who sends under names without end is counted under none.
    private const long MaxServices = 1_000;

    public void Count(string kind, string service, long count)
    {
        if (count == 0)
            return;
        connection.Execute("""
            INSERT INTO evicted (kind, service, count)
            VALUES (@kind, CASE WHEN (SELECT count(*) FROM evicted) < @MaxServices OR EXISTS (SELECT 1 FROM evicted WHERE kind = @kind AND service = @service)
                THEN @service ELSE '' END, @count)
            ON CONFLICT (kind, service) DO UPDATE SET count = count + excluded.count
            """, new { kind, service, count, MaxServices });
    }
}
