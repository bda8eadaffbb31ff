using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Searching;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads log records.</summary>
internal static class LogQueries
{
    public static TelemetryPage<StoredRecord> List(Snapshot snapshot, LogFilter filter)
    {
        var rows = new LogRows(snapshot.Origins.Ids(filter.Resources), filter);
        if (filter.After is { } after)
            return After(snapshot, filter, rows, after);
        var before = filter.Before is { } id ? Place(snapshot, id) : null;
        var (newest, total) = (new PriorityQueue<(Block Block, int Row), (long Time, long Id)>(), 0L);
        foreach (var block in snapshot.Newest(RecordKind.Log, filter.Run))
        {
            var found = rows.Of(block, snapshot.Origins);
            total += found.Count;
            if (newest.Count == filter.Limit && newest.TryPeek(out _, out var oldest) && block.Times.Last < oldest.Time)
                continue;
            var times = block.Longs(OwnColumn.Time)!;
            for (var row = found.Previous(block.Rows - 1); row >= 0; row = found.Previous(row - 1))
            {
                var place = (times[row], block.Id(row));
                if ((before is { } end && place.CompareTo(end) >= 0) ||
                    (newest.Count == filter.Limit && newest.TryPeek(out _, out oldest) && place.CompareTo(oldest) < 0))
                    continue;
                newest.Enqueue((block, row), place);
                if (newest.Count > filter.Limit)
                    newest.Dequeue();
            }
        }

        var items = new StoredRecord[newest.Count];
        while (newest.TryDequeue(out var next, out _))
            items[newest.Count] = next.Block.Record(next.Row, snapshot.Origins);
        return new(items, total);
    }

    private static TelemetryPage<StoredRecord> After(Snapshot snapshot, LogFilter filter, LogRows rows, long after)
    {
        var items = new List<StoredRecord>();
        foreach (var block in snapshot.After(RecordKind.Log, filter.Run, after))
        {
            var found = rows.Of(block, snapshot.Origins);
            for (var row = found.Next(block.RowAfter(after)); row >= 0 && items.Count < filter.Limit; row = found.Next(row + 1))
                items.Add(block.Record(row, snapshot.Origins));
            if (items.Count == filter.Limit)
                break;
        }

        return new(items, items.Count);
    }

    // Where a record stands in the list; one that was evicted has nothing behind it.
    private static (long Time, long Id)? Place(Snapshot snapshot, long id)
    {
        foreach (var block in snapshot.After(RecordKind.Log, run: null, id - 1).Take(1))
        {
            var row = block.RowAfter(id - 1);
            if (row < block.Rows && block.Id(row) == id)
                return (block.Longs(OwnColumn.Time)![row], id);
        }

        return (long.MinValue, 0);
    }
}
