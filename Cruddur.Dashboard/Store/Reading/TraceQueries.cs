using Cruddur.Dashboard.Query;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads traces as a whole.</summary>
internal static class TraceQueries
{
    // A service with fewer traces has them looked up; one with more is met often enough on the way through all.
    private const long FewTraces = 2_000;

    private const string RowColumns = """
        id, run, trace_id AS traceId, name, (SELECT service FROM resources WHERE id = t.resource) AS service, first, last, spans, errors
        """;

    public static TelemetryPage<TraceRow> List(Snapshot snapshot, TraceFilter filter)
    {
        var resources = snapshot.Origins.Ids(filter.Resources);
        if (filter.Where.Equals(Condition.Always))
            return List(snapshot.Connection, filter, resources);
        var (ids, total, weighted) = new TraceSearch(snapshot, filter, resources).Run();
        var rows = ids.Count == 0
            ? []
            : snapshot.Connection.Query<TraceRow>($"SELECT {RowColumns} FROM traces t WHERE id IN @ids", new { ids }).ToDictionary(row => row.Id);
        return new([.. ids.Select(id => rows[id])], total, weighted);
    }

    /// <summary>The newest traces that match, as points.</summary>
    public static IReadOnlyList<TracePoint> Points(Snapshot snapshot, TraceFilter filter) =>
        [.. List(snapshot, filter with { Order = TraceOrder.Newest, Before = null }).Items.Select(row =>
            new TracePoint(Convert.ToHexStringLower(row.TraceId), row.Service, row.First, row.Last - row.First, row.Errors > 0))];

    /// <summary>The rows of a trace, one for each run that it has spans in; none for an id that isn't known.</summary>
    public static IReadOnlyList<TraceKey> Find(SqliteConnection connection, byte[] traceId) =>
        connection.Query<TraceKey>("SELECT id, run, trace_id AS traceId FROM traces WHERE trace_id = @traceId", new { traceId }).AsList();

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

    private static TelemetryPage<TraceRow> List(SqliteConnection connection, TraceFilter filter, IReadOnlySet<long>? resources)
    {
        var few = resources is not null && OfResources(connection, resources) < FewTraces;
        var where = new Conditions()
            .Add("run = @run", "run", filter.Run)
            .Add($"{(few ? "" : "+")}t.id IN (SELECT trace FROM trace_services WHERE resource IN @resources)", "resources", resources)
            .Add("(errors > 0) = @failed", "failed", filter.HasError);
        var total = resources is not null && filter is { Run: null, HasError: null }
            ? OfResources(connection, resources)
            : connection.ExecuteScalar<long>($"SELECT count(*) FROM traces t {where}", where.Parameters);
        // Most senders don't sample: then nothing has a weight.
        var extra = connection.ExecuteScalar<long>(
            $"SELECT coalesce(sum(weight - 1), 0) FROM traces t {new Conditions(where).Add("weight > 1")}", where.Parameters);
        var (column, direction) = filter.Order switch
        {
            TraceOrder.Oldest => ("first", "ASC"),
            TraceOrder.Longest => ("last - first", "DESC"),
            TraceOrder.Shortest => ("last - first", "ASC"),
            _ => ("first", "DESC"),
        };
        where.Add($"({column}, id) {(direction == "ASC" ? '>' : '<')} (SELECT {column}, id FROM traces WHERE id = @before)", "before", filter.Before);
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<TraceRow>(
            $"SELECT {RowColumns} FROM traces t {where} ORDER BY {column} {direction}, id {direction} LIMIT @limit", where.Parameters).AsList();
        return new(rows, total, total + extra);
    }

    private static long OfResources(SqliteConnection connection, IReadOnlySet<long> resources) =>
        connection.ExecuteScalar<long>("SELECT count(DISTINCT trace) FROM trace_services WHERE resource IN @resources", new { resources });

    private sealed record ServiceRow
    {
        public long Trace { get; init; }

        public string Name { get; init; } = "";

        public int Spans { get; init; }

        public int Errors { get; init; }
    }
}
