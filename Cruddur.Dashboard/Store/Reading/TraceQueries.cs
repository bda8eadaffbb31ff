using Cruddur.Dashboard.Query;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads traces as a whole.</summary>
internal static class TraceQueries
{
    // A condition is tried on so many of the newest traces that fit otherwise.
    private const int SearchDepth = 10_000;

    public static TelemetryPage<TraceRow> List(SqliteConnection connection, TraceFilter filter)
    {
        var where = new Conditions()
            .Add("run = @run", "run", filter.Run)
            .Add("EXISTS (SELECT 1 FROM trace_services WHERE trace = t.id AND resource IN @resources)",
                "resources", OriginRows.Ids(connection, filter.Resources))
            .Add("(errors > 0) = @failed", "failed", filter.HasError);
        ConditionFunction.OnSpans(connection, filter.Where);
        var total = connection.ExecuteScalar<long>($"SELECT count(*) FROM {From(where, filter.Where)}", where.Parameters);
        var (column, direction) = filter.Order switch
        {
            TraceOrder.Oldest => ("first", "ASC"),
            TraceOrder.Longest => ("last - first", "DESC"),
            TraceOrder.Shortest => ("last - first", "ASC"),
            _ => ("first", "DESC"),
        };
        where.Add($"({column}, id) {(direction == "ASC" ? '>' : '<')} (SELECT {column}, id FROM traces WHERE id = @before)", "before", filter.Before);
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<TraceRow>($"""
            SELECT id, trace_id AS traceId, name, (SELECT service FROM resources WHERE id = t.resource) AS service, first, last, spans, errors
            FROM {From(where, filter.Where)} ORDER BY {column} {direction}, id {direction} LIMIT @limit
            """, where.Parameters).AsList();
        return new(rows, total);
    }

    /// <summary>The newest traces that match, as points.</summary>
    public static IReadOnlyList<TracePoint> Points(SqliteConnection connection, TraceFilter filter) =>
        [.. List(connection, filter with { Order = TraceOrder.Newest, Before = null }).Items.Select(row =>
            new TracePoint(Convert.ToHexStringLower(row.TraceId), row.Service, row.First, row.Last - row.First, row.Errors > 0))];

    /// <summary>The row of a trace; null for an id that isn't known.</summary>
    public static long? Find(SqliteConnection connection, string traceId) =>
        connection.ExecuteScalar<long?>("SELECT id FROM traces WHERE trace_id = @trace", new { trace = TelemetryIds.Trace(traceId) });

    /// <summary>Summarises traces, with the services that took part in each.</summary>
    public static IReadOnlyList<TraceSummary> Summaries(SqliteConnection connection, IReadOnlyList<TraceRow> rows)
    {
        // SQLite doesn't know the types of columns without a row, and Dapper can't do without them.
        if (rows.Count == 0)
            return [];
        var services = connection.Query<ServiceRow>("""
            SELECT x.trace, r.service AS name, sum(x.spans) AS spans, sum(x.errors) AS errors
            FROM trace_services x JOIN resources r ON r.id = x.resource
            WHERE x.trace IN @traces GROUP BY x.trace, r.service ORDER BY min(x.first)
            """, new { traces = rows.Select(row => row.Id) }).ToLookup(row => row.Trace);
        return [.. rows.Select(row => new TraceSummary(
            Convert.ToHexStringLower(row.TraceId), DisplayNames.Span(row.Name), row.Service, row.First, row.Last - row.First,
            row.Spans, row.Errors,
            [.. services[row.Id].Select(service => new TraceService(service.Name, service.Spans, service.Errors))],
            row.Id))];
    }

    private static string From(Conditions where, Condition condition) => condition.Equals(Condition.Always)
        ? $"traces t {where}"
        : $"""
            (SELECT * FROM traces t {where} ORDER BY first DESC, id DESC LIMIT {SearchDepth}) t
            WHERE EXISTS (SELECT 1 FROM spans s WHERE s.trace = t.id AND holds(s.body, s.resource, s.scope))
            """;

    private sealed record ServiceRow
    {
        public long Trace { get; init; }

        public string Name { get; init; } = "";

        public int Spans { get; init; }

        public int Errors { get; init; }
    }
}
