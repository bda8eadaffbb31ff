using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads resources and scopes.</summary>
internal static class OriginRows
{
    /// <summary>Reads every resource with what is stored of it, by name.</summary>
    public static IReadOnlyList<ResourceSummary> Summaries(SqliteConnection connection)
    {
        var rows = connection.Query<SummaryRow>("""
            SELECT id, body,
                EXISTS (SELECT 1 FROM trace_services WHERE resource = r.id) AS traces,
                EXISTS (SELECT 1 FROM logs WHERE resource = r.id) AS logs,
                EXISTS (SELECT 1 FROM instruments WHERE resource = r.id) AS metrics
            FROM resources r
            """).Select(row => (row, Resource: ResourceDecoder.Resource(row.Id, row.Body))).Where(one => one.row.Any).ToList();
        var all = rows.ConvertAll(one => one.Resource);
        return [.. rows
            .Select(one => new ResourceSummary(
                one.Resource, DisplayNames.Resource(one.Resource, all), one.row.Traces, one.row.Logs, one.row.Metrics))
            .OrderBy(summary => summary.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(summary => summary.Resource.Id, StringComparer.Ordinal)];
    }

    /// <summary>The keys of the resources that names mean; null where no names are given, and so all are meant.</summary>
    public static IReadOnlyList<long>? Ids(SqliteConnection connection, IReadOnlyList<string> names) => names.Count == 0
        ? null
        : [.. connection.Query<BodyRow>("SELECT id, body FROM resources")
            .Where(row => names.Any(name => DisplayNames.Means(name, ResourceDecoder.Resource(row.Id, row.Body))))
            .Select(row => row.Id)];

    /// <summary>Gives rows their resources and scopes.</summary>
    public static IReadOnlyList<StoredRecord> Join(SqliteConnection connection, IReadOnlyList<RecordRow> rows)
    {
        var resources = connection.Query<BodyRow>(
                "SELECT id, body FROM resources WHERE id IN @ids", new { ids = rows.Select(row => row.Resource).Distinct() })
            .ToDictionary(row => row.Id, row => new StoredResource(row.Id, row.Body, ResourceDecoder.Resource(row.Id, row.Body)));
        var scopes = connection.Query<BodyRow>(
                "SELECT id, body FROM scopes WHERE id IN @ids", new { ids = rows.Select(row => row.Scope).Distinct() })
            .ToDictionary(row => row.Id, row => new StoredScope(row.Id, row.Body, ResourceDecoder.Scope(row.Body)));
        return [.. rows.Select(row => new StoredRecord(row.Id, row.Nanos, row.Body, resources[row.Resource], scopes[row.Scope]))];
    }

    private sealed record BodyRow(long Id, byte[] Body);

    // SQLite has no type for an expression's column, so these rows are filled by property: a constructor would have to match it.
    private sealed record SummaryRow
    {
        public long Id { get; init; }

        public byte[] Body { get; init; } = [];

        public bool Traces { get; init; }

        public bool Logs { get; init; }

        public bool Metrics { get; init; }

        public bool Any => Traces || Logs || Metrics;
    }
}
