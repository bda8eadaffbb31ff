using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads traces as a whole.</summary>
internal static class TraceQueries
{
    // A text is looked for in so many of the newest traces that fit otherwise.
    private const int SearchDepth = 10_000;

    public static TelemetryPage<TraceRow> List(SqliteConnection connection, TraceFilter filter)
    {
        var where = new Conditions()
            .Add("EXISTS (SELECT 1 FROM trace_services WHERE trace = t.id AND resource IN @resources)",
                "resources", OriginRows.Ids(connection, filter.Resources))
            .Add("(errors > 0) = @failed", "failed", filter.HasError);
        var total = connection.ExecuteScalar<long>($"SELECT count(*) FROM {From(where, filter.Search)}", where.Parameters);
        where.Add("(first, id) < (SELECT first, id FROM traces WHERE id = @before)", "before", filter.Before);
        where.Parameters.Add("limit", filter.Limit);
        var rows = connection.Query<TraceRow>($"""
            SELECT id, trace_id AS traceId, name, (SELECT service FROM resources WHERE id = t.resource) AS service, first, last, spans, errors
            FROM {From(where, filter.Search)} ORDER BY first DESC, id DESC LIMIT @limit
            """, where.Parameters).AsList();
        return new(rows, total);
    }

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

    private static string From(Conditions where, string? search)
    {
        if (string.IsNullOrEmpty(search))
            return $"traces t {where}";
        where.Parameters.Add("search", search);
        return $"""
            (SELECT * FROM traces t {where} ORDER BY first DESC, id DESC LIMIT {SearchDepth}) t
            WHERE EXISTS (SELECT 1 FROM spans s WHERE s.trace = t.id AND span_contains(s.body, @search))
            """;
    }

    private sealed record ServiceRow
    {
        public long Trace { get; init; }

        public string Name { get; init; } = "";

        public int Spans { get; init; }

        public int Errors { get; init; }
    }
}
