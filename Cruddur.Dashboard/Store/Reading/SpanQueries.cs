using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Searching;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads spans.</summary>
internal static class SpanQueries
{
    public static TelemetryPage<StoredRecord> List(Snapshot snapshot, SpanFilter filter)
    {
        var rows = new SpanRows(snapshot.Origins.Ids(filter.Resources), filter);
        if (filter.After is { } after)
            return After(snapshot, filter, rows, after);
        var (items, total, weighted) = (new List<StoredRecord>(), 0L, 0L);
        foreach (var block in Blocks(snapshot, filter))
        {
            var found = rows.Of(block, snapshot.Origins);
            total += found.Count;
            weighted += BlockWeights.Sum(block, found);
            var last = filter.Before is { } before ? block.RowAfter(before - 1) - 1 : block.Rows - 1;
            for (var row = found.Previous(last); row >= 0 && items.Count < filter.Limit; row = found.Previous(row - 1))
                items.Add(block.Record(row, snapshot.Origins));
        }

        return new(items, total, weighted);
    }

    /// <summary>Reads the spans of traces in order of start, each once.</summary>
    public static IReadOnlyList<StoredRecord> OfTraces(Snapshot snapshot, IReadOnlyList<TraceKey> traces)
    {
        var wanted = traces.Select(trace => (trace.Run, TelemetryIds.Number(trace.TraceId))).ToHashSet();
        var (found, seen) = (new List<StoredRecord>(), new HashSet<(UInt128 Trace, long Span)>());
        foreach (var block in snapshot.OfTraces(traces.Select(trace => trace.Id)))
        {
            var ids = block.Values(OwnColumn.Trace)!;
            var rows = ids.Where([.. Enumerable.Range(0, ids.Count).Select(value => wanted.Contains((block.Run, TelemetryIds.Number(ids[value]))))]);
            if (rows.And(block.Live()).IsEmpty)
                continue;
            var spans = block.Longs(OwnColumn.Span)!;
            for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
            {
                // A sender that had no answer may have sent it again, when the first was no longer remembered.
                if (seen.Add((TelemetryIds.Number(ids[ids.Code(row) - 1]), spans[row])))
                    found.Add(block.Record(row, snapshot.Origins));
            }
        }

        return [.. found.OrderBy(record => record.Nanos).ThenBy(record => record.Id)];
    }

    private static IEnumerable<Block> Blocks(Snapshot snapshot, SpanFilter filter) => TelemetryIds.Trace(filter.TraceId) is { } trace
        ? snapshot.OfTraces(TraceQueries.Find(snapshot.Connection, trace).Select(key => key.Id)).Reverse().Where(block => filter.Run is null || block.Run == filter.Run)
        : snapshot.Newest(RecordKind.Span, filter.Run);

    private static TelemetryPage<StoredRecord> After(Snapshot snapshot, SpanFilter filter, SpanRows rows, long after)
    {
        var items = new List<StoredRecord>();
        foreach (var block in snapshot.After(RecordKind.Span, filter.Run, after))
        {
            var found = rows.Of(block, snapshot.Origins);
            for (var row = found.Next(block.RowAfter(after)); row >= 0 && items.Count < filter.Limit; row = found.Next(row + 1))
                items.Add(block.Record(row, snapshot.Origins));
            if (items.Count == filter.Limit)
                break;
        }

        return new(items, items.Count);
    }
}
