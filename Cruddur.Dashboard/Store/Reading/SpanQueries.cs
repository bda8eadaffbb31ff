using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads spans.</summary>
internal static class SpanQueries
{
    // A text is looked for in so many of the newest spans that fit otherwise.
    private const int SearchDepth = 100_000;

    public static TelemetryPage<StoredRecord> List(SqliteConnection connection, SpanFilter filter)
    {
        var where = new Conditions()
            .Add("resource IN @resources", "resources", OriginRows.Ids(connection, filter.Resources))
            .Add("trace = (SELECT id FROM traces WHERE trace_id = @trace)", "trace", TelemetryIds.Trace(filter.TraceId))
            .Add("(status = 2) = @failed", "failed", filter.HasError);
        var total = filter.After is null ? Count(connection, where, filter.Search) : 0;
        var depth = filter.After is null ? SearchDepth : -1;
        where
            .Add("id < @before", "before", filter.Before)
            .Add("id > @after", "after", filter.After);
        var order = filter.After is null ? "DESC" : "ASC";
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<RecordRow>($"""
            SELECT id, start AS nanos, body, resource, scope FROM {From(where, filter.Search, order, depth)} ORDER BY id {order} LIMIT @limit
            """, where.Parameters).AsList();
        return new(OriginRows.Join(connection, rows), filter.After is null ? total : rows.Count);
    }

    /// <summary>Reads the spans of traces in order of start.</summary>
    public static IReadOnlyList<StoredRecord> OfTraces(SqliteConnection connection, IEnumerable<long> traces) =>
        OriginRows.Join(connection, connection.Query<RecordRow>("""
            SELECT id, start AS nanos, body, resource, scope FROM spans WHERE trace IN @traces ORDER BY start, id
            """, new { traces }).AsList());

    private static long Count(SqliteConnection connection, Conditions where, string? search) =>
        connection.ExecuteScalar<long>($"SELECT count(*) FROM {From(where, search, "DESC", SearchDepth)}", where.Parameters);

    private static string From(Conditions where, string? search, string order, int depth)
    {
        if (string.IsNullOrEmpty(search))
            return $"spans {where}";
        where.Parameters.Add("search", search);
        return $"(SELECT * FROM spans {where} ORDER BY id {order} LIMIT {depth}) WHERE span_contains(body, @search)";
    }
}
