using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Searching;
using Dapper;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Finds the traces that have a span of which a condition holds.</summary>
internal sealed class TraceSearch(Snapshot snapshot, TraceFilter filter, IReadOnlySet<long>? resources)
{
    /// <summary>The rows of a page of them in order, how many there are in all, and how many those stand for.</summary>
    public (IReadOnlyList<long> Page, long Total, long Weighted) Run()
    {
        var matching = Matching();
        if (matching.Count == 0)
            return ([], 0, 0);
        var ofResources = resources is null
            ? null
            : snapshot.Connection.Query<long>("SELECT trace FROM trace_services WHERE resource IN @resources", new { resources }).ToHashSet();
        var before = Before();
        var (first, total, weighted) = (new PriorityQueue<long, (long Rank, long Id)>(), 0L, 0L);
        using var traces = new Statement(snapshot.Connection, "SELECT id, first, last, errors, weight, run, trace_id FROM traces INDEXED BY traces_first");
        while (traces.Next())
        {
            var id = traces.Long(0);
            if ((filter.HasError is { } failed && traces.Long(3) > 0 != failed) ||
                ofResources?.Contains(id) == false ||
                !matching.Contains((traces.Long(5), TelemetryIds.Number(traces.Blob(6)))))
                continue;
            total++;
            weighted += traces.Long(4);
            var place = Place(traces.Long(1), traces.Long(2), id);
            if (before is { } end && place.CompareTo(end) >= 0)
                continue;
            if (first.Count < filter.Limit)
                first.Enqueue(id, place);
            else if (first.TryPeek(out _, out var least) && place.CompareTo(least) > 0)
                first.EnqueueDequeue(id, place);
        }

        var page = new long[first.Count];
        while (first.TryDequeue(out var id, out _))
            page[first.Count] = id;
        return (page, total, weighted);
    }

    private HashSet<(long Run, UInt128 Trace)> Matching()
    {
        var (matching, memo) = (new HashSet<(long Run, UInt128 Trace)>(), new TestMemo());
        foreach (var block in snapshot.Newest(RecordKind.Span, filter.Run))
        {
            var rows = new BlockSearch(block, snapshot.Origins, memo).Where(filter.Where).And(block.Live());
            if (rows.IsEmpty)
                continue;
            var traces = block.Values(OwnColumn.Trace)!;
            var has = new bool[traces.Count];
            for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
                has[traces.Code(row) - 1] = true;
            for (var trace = 0; trace < has.Length; trace++)
            {
                if (has[trace])
                    matching.Add((block.Run, TelemetryIds.Number(traces[trace])));
            }
        }

        return matching;
    }

    // What comes first ranks highest.
    private (long Rank, long Id) Place(long first, long last, long id) => filter.Order switch
    {
        TraceOrder.Oldest => (-first, -id),
        TraceOrder.Longest => (last - first, id),
        TraceOrder.Shortest => (first - last, -id),
        _ => (first, id),
    };

    private (long Rank, long Id)? Before()
    {
        if (filter.Before is not { } id)
            return null;
        using var trace = new Statement(snapshot.Connection, "SELECT first, last FROM traces WHERE id = ?");
        // One that was evicted has nothing behind it.
        var place = trace.With(id).Next() ? Place(trace.Long(0), trace.Long(1), id) : (long.MinValue, long.MinValue);
        trace.Leave();
        return place;
    }
}
