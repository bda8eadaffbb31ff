using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Removes traces, each whole.</summary>
internal sealed class TraceEviction(SqliteConnection connection, TelemetryTables tables, EvictedTable evicted, BlockEdit blocks) : IDisposable
{
    private const int TracesAStep = 2000;

    private readonly Statement _deleteTrace = new(connection, "DELETE FROM traces WHERE id = ?");
    private readonly Statement _deleteServices = new(connection, "DELETE FROM trace_services WHERE trace = ?");
    private readonly Statement _deleteBlocks = new(connection, "DELETE FROM trace_blocks WHERE trace = ?");

    /// <summary>When the oldest trace came that may go, in milliseconds; null where none may.</summary>
    public long? OldestMillis => connection.ExecuteScalar<long?>(
        "SELECT arrived FROM traces WHERE run NOT IN (SELECT id FROM runs WHERE pinned) ORDER BY id LIMIT 1");

    /// <summary>Removes traces that came before a time; false where there were none.</summary>
    public bool Expired(long millis) => Remove(connection.Query<TraceRow>("""
        SELECT id, run, trace_id AS traceId, spans FROM traces
        WHERE run NOT IN (SELECT id FROM runs WHERE pinned) AND arrived < @millis ORDER BY id LIMIT @most
        """, new { millis, most = TracesAStep }).AsList());

    /// <summary>Removes the oldest traces of the service that has the most spans, of so many spans at most and one trace at least.</summary>
    public bool OfLargest(long spans)
    {
        if (FairShare.Largest(tables.Spans.All, tables.Runs.Pinned, tables.Resources.ServiceOf, spans) is not { } share)
            return false;
        var (run, resource) = share.Of.MinBy(one => connection.ExecuteScalar<long?>(
            "SELECT min(trace) FROM trace_services WHERE resource = @Resource AND run = @Run", new { one.Run, one.Resource }) ?? long.MaxValue);
        var oldest = connection.Query<TraceRow>("""
            SELECT t.id, t.run, t.trace_id AS traceId, t.spans FROM trace_services x CROSS JOIN traces t ON t.id = x.trace
            WHERE x.resource = @resource AND x.run = @run ORDER BY x.trace LIMIT @most
            """, new { run, resource, most = Math.Min(TracesAStep, share.Count) }).AsList();
        var before = 0L;
        return Remove([.. oldest.TakeWhile(trace => (before += trace.Spans) - trace.Spans < share.Count)]);
    }

    public void Dispose()
    {
        _deleteTrace.Dispose();
        _deleteServices.Dispose();
        _deleteBlocks.Dispose();
    }

    private bool Remove(List<TraceRow> traces)
    {
        if (traces.Count == 0)
            return false;
        if (traces.Any(trace => tables.IsOpen(trace.Run, trace.TraceId)))
            tables.Seal(RecordKind.Span);
        var removed = new List<(long Run, IReadOnlyDictionary<long, int> Rows)>();
        tables.InTransaction(() =>
        {
            removed.Clear();
            var wanted = traces.Select(trace => (trace.Run, TelemetryIds.Number(trace.TraceId))).ToHashSet();
            foreach (var block in blocks.Find("id IN (SELECT block FROM trace_blocks WHERE trace IN (SELECT value FROM json_each(@ids)))", new { ids = Json(traces) }))
            {
                var ids = block.Values(OwnColumn.Trace)!;
                var rows = ids.Where([.. Enumerable.Range(0, ids.Count).Select(value => wanted.Contains((block.Run, TelemetryIds.Number(ids[value]))))]);
                removed.Add((block.Run, blocks.Remove(block, rows.And(block.Live()))));
            }

            foreach (var trace in traces)
            {
                _deleteTrace.With(trace.Id).Run();
                _deleteServices.With(trace.Id).Run();
                _deleteBlocks.With(trace.Id).Run();
            }

            evicted.Count("traces", "", traces.Count);
            foreach (var (resource, rows) in removed.SelectMany(one => one.Rows))
                evicted.Count("spans", tables.Resources.ServiceOf(resource), rows);
        });
        foreach (var (run, rows) in removed)
        {
            foreach (var (resource, count) in rows)
                tables.Spans.Add(run, resource, -count);
        }

        foreach (var trace in traces)
            tables.TraceEvicted(trace.TraceId);
        return true;
    }

    // SQLite takes some thousand parameters at most.
    private static string Json(List<TraceRow> traces) => $"[{string.Join(',', traces.Select(trace => trace.Id))}]";
}
