using Dapper;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads metrics as they are stored: of each instrument what it exported last.</summary>
internal static class MetricQueries
{
    private const long NanosAMilli = 1_000_000;

    /// <summary>Lists metrics by the time when their instruments were first seen.</summary>
    public static TelemetryPage<StoredRecord> List(Snapshot snapshot, MetricFilter filter)
    {
        var where = new Conditions()
            .Add("resource IN @resources", "resources", snapshot.Origins.Ids(filter.Resources))
            .Add("run = @run", "run", filter.Run);
        var total = snapshot.Connection.ExecuteScalar<long>($"SELECT count(*) FROM instruments {where}", where.Parameters);
        where.Add("id > @after", "after", filter.After);
        where.Parameters.Add("limit", filter.Limit);
        var rows = snapshot.Connection.Query<MetricRow>(
            $"SELECT id, arrived, body, resource, scope FROM instruments {where} ORDER BY id LIMIT @limit", where.Parameters);
        return new([.. rows.Select(row => snapshot.Origins.Join(row.ToRecord()))], total);
    }

    private sealed record MetricRow(long Id, long Arrived, byte[] Body, long Resource, long Scope)
    {
        public RecordRow ToRecord() => new(Id, Arrived * NanosAMilli, Body, Resource, Scope);
    }
}
