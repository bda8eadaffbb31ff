using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Removes log records.</summary>
internal sealed class LogEviction(SqliteConnection connection, TelemetryTables tables, EvictedTable evicted, BlockEdit blocks)
{
    private const string OldestBlock = "kind = 2 AND run NOT IN (SELECT id FROM runs WHERE pinned) ORDER BY first LIMIT 1";

    /// <summary>When the oldest record came that may go, in milliseconds; null where none may.</summary>
    public long? OldestMillis
    {
        get
        {
            if (blocks.Find(OldestBlock, new { }) is not [var block])
                return connection.ExecuteScalar<long?>("SELECT min(arrived) FROM tail WHERE kind = 2 AND run NOT IN (SELECT id FROM runs WHERE pinned)");
            return block.Longs(OwnColumn.Arrived)![block.Live().Next(0)];
        }
    }

    /// <summary>Removes records that came before a time; false where there were none.</summary>
    public bool Expired(long millis)
    {
        if (blocks.Find(OldestBlock, new { }) is not [var block])
            return SealTail() && Expired(millis);
        var rows = block.Longs(OwnColumn.Arrived)!.Where(arrived => arrived < millis).And(block.Live());
        return !rows.IsEmpty && Remove(block, rows);
    }

    /// <summary>Removes the oldest records of the service that has the most, so many at most and one at least.</summary>
    public bool OfLargest(long records)
    {
        if (FairShare.Largest(tables.Logs.All, tables.Runs.Pinned, tables.Resources.ServiceOf, records) is not { } share)
            return false;
        var ofShare = share.Of.ToHashSet();
        var resources = ofShare.Select(one => one.Resource).ToHashSet();
        var found = blocks.Find("""
            id = (SELECT min(block) FROM block_resources
                WHERE kind = 2 AND resource IN (SELECT value FROM json_each(@resources)) AND run NOT IN (SELECT id FROM runs WHERE pinned))
            """, new { resources = $"[{string.Join(',', resources)}]" });
        if (found is not [var block])
            return SealTail() && OfLargest(records);
        var rows = block.Longs(OwnColumn.Resource)!.Where(resources.Contains).And(block.Live());
        var left = share.Count;
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
            rows[row] = left-- > 0;
        return Remove(block, rows);
    }

    // What is in no block yet is put into one, to be removed from there.
    private bool SealTail()
    {
        if (!connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM tail WHERE kind = 2)"))
            return false;
        tables.Seal(RecordKind.Log);
        return true;
    }

    private bool Remove(StoredBlock block, RowSet rows)
    {
        IReadOnlyDictionary<long, int> removed = new Dictionary<long, int>();
        tables.InTransaction(() =>
        {
            removed = blocks.Remove(block, rows);
            foreach (var (resource, count) in removed)
                evicted.Count("logs", tables.Resources.ServiceOf(resource), count);
        });
        foreach (var (resource, count) in removed)
            tables.Logs.Add(block.Run, resource, -count);
        return true;
    }
}
