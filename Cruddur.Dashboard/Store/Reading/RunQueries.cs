using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads the starts of the dashboard.</summary>
internal static class RunQueries
{
    public static IReadOnlyList<TelemetryRun> All(SqliteConnection connection) => connection.Query<TelemetryRun>("""
        SELECT id, started AS startNanos, ended AS endNanos, name, pinned AS isPinned, id = (SELECT max(id) FROM runs) AS isCurrent,
            (SELECT count(*) FROM traces WHERE run = r.id) AS traces,
            (SELECT coalesce(sum(spans), 0) FROM traces WHERE run = r.id) AS spans,
            (SELECT coalesce(sum(rows), 0) FROM block_resources WHERE kind = 2 AND run = r.id) +
            (SELECT coalesce(sum(rows), 0) FROM tail WHERE kind = 2 AND run = r.id) AS logs
        FROM runs r ORDER BY id DESC
        """).AsList();
}
