using Dapper;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads instruments. Their rows are few and their exports may be large: what is listed is chosen before any export is read.</summary>
internal static class InstrumentQueries
{
    private const int MaxInstances = 50;
    private const int MaxPoints = 1_000;

    public static TelemetryPage<InstrumentSummary> List(Snapshot snapshot, InstrumentFilter filter)
    {
        var groups = Rows(snapshot, filter)
            .Where(row => filter.Text is null || Has(row.Name, filter.Text) || Has(row.Scope.Value.Name, filter.Text))
            .GroupBy(row => (Service: row.Resource.Value.ServiceName, Meter: row.Scope.Value.Name, row.Name))
            .OrderBy(group => group.Key.Service, StringComparer.OrdinalIgnoreCase)
            .ThenBy(group => group.Key.Meter, StringComparer.OrdinalIgnoreCase)
            .ThenBy(group => group.Key.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return new([.. groups.Take(filter.Limit).Select(group => new InstrumentSummary(
            Read(snapshot, group.MaxBy(row => row.Arrived)!, filter.Points), group.Count()))], groups.Count);
    }

    /// <summary>The instrument in each instance of its service, the one that exported last in front.</summary>
    public static IReadOnlyList<Instrument> Find(Snapshot snapshot, InstrumentKey key) =>
        [.. Rows(snapshot, new() { Resources = [key.Service] })
            .Where(row => row.Resource.Value.ServiceName == key.Service && row.Scope.Value.Name == key.Meter && row.Name == key.Name)
            .OrderByDescending(row => row.Arrived)
            .Take(MaxInstances)
            .Select(row => Read(snapshot, row, MaxPoints))];

    private static IEnumerable<InstrumentRow> Rows(Snapshot snapshot, InstrumentFilter filter)
    {
        var where = new Conditions()
            .Add("resource IN @resources", "resources", snapshot.Origins.Ids(filter.Resources))
            .Add("run = @run", "run", filter.Run);
        var names = new Dictionary<long, string>();
        var rows = new List<RecordRow>();
        foreach (var (id, name, arrived, resource, scope) in snapshot.Connection.Query<(long, string, long, long, long)>(
            $"SELECT id, name, arrived, resource, scope FROM instruments {where}", where.Parameters))
        {
            names.Add(id, name);
            rows.Add(new(id, arrived, [], resource, scope));
        }

        return rows.Select(snapshot.Origins.Join).Select(row => new InstrumentRow(row.Id, names[row.Id], row.Nanos, row.Resource, row.Scope));
    }

    private static Instrument Read(Snapshot snapshot, InstrumentRow row, int maxPoints)
    {
        var body = snapshot.Connection.ExecuteScalar<byte[]>("SELECT body FROM instruments WHERE id = @id", new { id = row.Id })!;
        var arrived = UnixNanos.From(DateTimeOffset.FromUnixTimeMilliseconds(row.Arrived));
        return InstrumentDecoder.Instrument(new(row.Id, arrived, body, row.Resource, row.Scope), maxPoints);
    }

    private static bool Has(string whole, string text) => whole.Contains(text, StringComparison.OrdinalIgnoreCase);

    private sealed record InstrumentRow(long Id, string Name, long Arrived, StoredResource Resource, StoredScope Scope);
}
