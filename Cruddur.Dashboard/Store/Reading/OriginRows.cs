using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads resources and scopes. A row of either never changes.</summary>
internal sealed class OriginRows(SqliteConnection connection, BlockCache cache)
{
    // What is remembered of one costs about so much beside its bytes, which are there again as objects.
    private const int HeldBytes = 500;

    private const int HeldTimes = 4;

    private readonly Dictionary<long, StoredResource> _resources = [];
    private readonly Dictionary<long, StoredScope> _scopes = [];

    /// <summary>The resource with a key.</summary>
    public StoredResource Resource(long id)
    {
        if (!_resources.TryGetValue(id, out var resource))
        {
            _resources[id] = resource = cache.Get(BlockPart.Resource, id, connection, static (connection, id) =>
            {
                var body = connection.ExecuteScalar<byte[]>("SELECT body FROM resources WHERE id = @id", new { id }) ?? [];
                return (new StoredResource(id, body, ResourceDecoder.Resource(id, body)), HeldBytes + (HeldTimes * body.Length));
            });
        }

        return resource;
    }

    /// <summary>The scope with a key.</summary>
    public StoredScope Scope(long id)
    {
        if (!_scopes.TryGetValue(id, out var scope))
        {
            _scopes[id] = scope = cache.Get(BlockPart.Scope, id, connection, static (connection, id) =>
            {
                var body = connection.ExecuteScalar<byte[]>("SELECT body FROM scopes WHERE id = @id", new { id }) ?? [];
                return (new StoredScope(id, body, ResourceDecoder.Scope(body)), HeldBytes + (HeldTimes * body.Length));
            });
        }

        return scope;
    }

    /// <summary>The key of a resource that is stored.</summary>
    public long ResourceId(ReadOnlySpan<byte> body) =>
        connection.ExecuteScalar<long>("SELECT id FROM resources WHERE body = @body", new { body = body.ToArray() });

    /// <summary>The key of a scope that is stored; that of the empty one for one that there was no room for.</summary>
    public long ScopeId(ReadOnlySpan<byte> body) =>
        connection.ExecuteScalar<long?>("SELECT id FROM scopes WHERE body = @body", new { body = body.ToArray() }) ??
        connection.ExecuteScalar<long>("SELECT id FROM scopes WHERE body = x''");

    /// <summary>All resources.</summary>
    public IReadOnlyList<StoredResource> Resources() => [.. connection.Query<long>("SELECT id FROM resources ORDER BY id").AsList().Select(Resource)];

    /// <summary>The keys of the resources that names mean; null where no names are given, and so all are meant.</summary>
    public IReadOnlySet<long>? Ids(IReadOnlyList<string> names) => names.Count == 0
        ? null
        : Resources().Where(resource => names.Any(name => DisplayNames.Means(name, resource.Value))).Select(resource => resource.Id).ToHashSet();

    /// <summary>Gives a row its resource and scope.</summary>
    public StoredRecord Join(RecordRow row) => new(row.Id, row.Nanos, row.Body, Resource(row.Resource), Scope(row.Scope));

    /// <summary>Every resource with what is stored of it, by name.</summary>
    public IReadOnlyList<ResourceSummary> Summaries(IReadOnlySet<long> logsInTail)
    {
        var rows = connection.Query<SummaryRow>("""
            SELECT id,
                EXISTS (SELECT 1 FROM trace_services WHERE resource = r.id) AS traces,
                EXISTS (SELECT 1 FROM block_resources WHERE resource = r.id AND kind = 2) AS logs,
                EXISTS (SELECT 1 FROM instruments WHERE resource = r.id) AS metrics
            FROM resources r
            """).AsList().ConvertAll(row => row with { Logs = row.Logs || logsInTail.Contains(row.Id) });
        var shown = rows.FindAll(row => row.Traces || row.Logs || row.Metrics).ConvertAll(row => (Row: row, Resource: Resource(row.Id).Value));
        var all = shown.ConvertAll(one => one.Resource);
        return [.. shown
            .Select(one => new ResourceSummary(
                one.Resource, DisplayNames.Resource(one.Resource, all), one.Row.Traces, one.Row.Logs, one.Row.Metrics))
            .OrderBy(summary => summary.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(summary => summary.Resource.Id, StringComparer.Ordinal)];
    }

    // SQLite has no type for an expression's column, so these rows are filled by property: a constructor would have to match it.
    private sealed record SummaryRow
    {
        public long Id { get; init; }

        public bool Traces { get; init; }

        public bool Logs { get; init; }

        public bool Metrics { get; init; }
    }
}
