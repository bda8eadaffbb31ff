using Cruddur.Dashboard.Query;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads spans.</summary>
internal static class SpanQueries
{
    // A condition is tried on so many of the newest spans that fit otherwise.
    private const int SearchDepth = 100_000;

    public static TelemetryPage<StoredRecord> List(SqliteConnection connection, SpanFilter filter)
    {
        var where = new Conditions()
            .Add("run = @run", "run", filter.Run)
            .Add("resource IN @resources", "resources", OriginRows.Ids(connection, filter.Resources))
            .Add("trace = (SELECT id FROM traces WHERE trace_id = @trace)", "trace", TelemetryIds.Trace(filter.TraceId))
            .Add("(status = 2) = @failed", "failed", filter.HasError);
        ConditionFunction.OnSpans(connection, filter.Where);
        var total = filter.After is null ? Count(connection, where, filter.Where) : 0;
        var depth = filter.After is null ? SearchDepth : -1;
        where
            .Add("id < @before", "before", filter.Before)
            .Add("id > @after", "after", filter.After);
        var order = filter.After is null ? "DESC" : "ASC";
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<RecordRow>($"""
            SELECT id, start AS nanos, body, resource, scope FROM {From(where, filter.Where, order, depth)} ORDER BY id {order} LIMIT @limit
            """, where.Parameters).AsList();
        return new(OriginRows.Join(connection, rows), filter.After is null ? total : rows.Count);
    }

    /// <summary>Reads the spans of traces in order of start.</summary>
    public static IReadOnlyList<StoredRecord> OfTraces(SqliteConnection connection, IEnumerable<long> traces) =>
        OriginRows.Join(connection, connection.Query<RecordRow>("""
            SELECT id, start AS nanos, body, resource, scope FROM spans WHERE trace IN @traces ORDER BY start, id
            """, new { traces }).AsList());

    private static long Count(SqliteConnection connection, Conditions where, Condition condition) =>
        connection.ExecuteScalar<long>($"SELECT count(*) FROM {From(where, condition, "DESC", SearchDepth)}", where.Parameters);

    private static string From(Conditions where, Condition condition, string order, int depth)
    {
        if (condition.Equals(Condition.Always))
            return $"spans {where}";
        return $"(SELECT * FROM spans {where} ORDER BY id {order} LIMIT {depth}) WHERE holds(body, resource, scope)";
    }
}
