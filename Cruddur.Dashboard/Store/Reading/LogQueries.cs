using Cruddur.Dashboard.Query;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads log records.</summary>
internal static class LogQueries
{
    // A condition is tried on so many of the newest records that fit otherwise.
    private const int SearchDepth = 100_000;

    // Delivery receipts are log records on the wire, under a scope of their own; nobody wrote them to be read among a service's lines.
    private const string NoReceipts = "scope NOT IN (SELECT id FROM scopes WHERE name = 'telemetry.delivery')";

    public static TelemetryPage<StoredRecord> List(SqliteConnection connection, LogFilter filter)
    {
        var where = new Conditions()
            .Add("run = @run", "run", filter.Run)
            .Add("resource IN @resources", "resources", OriginRows.Ids(connection, filter.Resources))
            .Add("trace_id = @trace", "trace", TelemetryIds.Trace(filter.TraceId))
            .Add("span = @span", "span", TelemetryIds.Span(filter.SpanId))
            .Add(NoReceipts)
            .Add("severity >= @severity", "severity", filter.Severity is { } level and not LogLevel.Trace ? Number(level) : null);
        ConditionFunction.OnLogs(connection, filter.Where);
        var total = filter.After is null ? Count(connection, where, filter.Where) : 0;
        var depth = filter.After is null ? SearchDepth : -1;
        where
            .Add("(time, id) < (SELECT time, id FROM logs WHERE id = @before)", "before", filter.Before)
            .Add("id > @after", "after", filter.After);
        var order = filter.After is null ? "time DESC, id DESC" : "id";
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<RecordRow>($"""
            SELECT id, time AS nanos, body, resource, scope FROM {From(where, filter.Where, order, depth)} ORDER BY {order} LIMIT @limit
            """, where.Parameters).AsList();
        return new(OriginRows.Join(connection, rows), filter.After is null ? total : rows.Count);
    }

    private static int Number(LogLevel level) => ((int)level * 4) + 1;

    private static long Count(SqliteConnection connection, Conditions where, Condition condition) =>
        connection.ExecuteScalar<long>($"SELECT count(*) FROM {From(where, condition, "time DESC, id DESC", SearchDepth)}", where.Parameters);

    private static string From(Conditions where, Condition condition, string order, int depth)
    {
        if (condition.Equals(Condition.Always))
            return $"logs {where}";
        return $"(SELECT * FROM logs {where} ORDER BY {order} LIMIT {depth}) WHERE holds(body, resource, scope)";
    }
}
