using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Takes rows out of blocks: they are marked, chunks that have no other are deleted, and so is the block itself with its last row.</summary>
internal sealed class BlockEdit(SqliteConnection connection) : IDisposable
{
    private const long CachedBytes = 8L << 20;

    private readonly BlockParts _parts = new(connection, new(CachedBytes));

    /// <summary>Reads blocks by what their rows are like.</summary>
    public IReadOnlyList<StoredBlock> Find(string where, object parameters) =>
        [.. connection.Query<BlockRow>($"SELECT {Snapshot.BlockColumns} FROM blocks WHERE {where}", parameters).AsList()
            .Select(row => new StoredBlock(row, _parts.Directory(row.Id), _parts))];

    /// <summary>Takes live rows out of a block; answers how many of each resource.</summary>
    public IReadOnlyDictionary<long, int> Remove(StoredBlock block, RowSet rows)
    {
        var counts = new Dictionary<long, int>();
        var resources = block.Longs(OwnColumn.Resource)!;
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
            counts[resources[row]] = counts.GetValueOrDefault(resources[row]) + 1;
        var live = block.Live().Except(rows);
        if (live.IsEmpty)
        {
            Delete(block.Row.Id);
            return counts;
        }

        DeleteChunks(block, rows, live);
        connection.Execute(
            "UPDATE blocks SET live = @live, dead = @dead WHERE id = @Id", new { block.Row.Id, live = live.Count, dead = live.Copy().Not().ToBytes() });
        foreach (var (resource, count) in counts)
        {
            connection.Execute("""
                UPDATE block_resources SET rows = rows - @count WHERE block = @Id AND resource = @resource;
                DELETE FROM block_resources WHERE block = @Id AND resource = @resource AND rows <= 0
                """, new { block.Row.Id, resource, count });
        }

        return counts;
    }

    /// <summary>Deletes a block.</summary>
    public void Delete(long block) => connection.Execute("""
        DELETE FROM columns WHERE id BETWEEN @first AND @last;
        DELETE FROM chunks WHERE id BETWEEN @first AND @last;
        DELETE FROM block_resources WHERE block = @block;
        DELETE FROM blocks WHERE id = @block
        """, new { block, first = BlockParts.Key(block, 0), last = BlockParts.Key(block + 1, 0) - 1 });

    public void Dispose() => _parts.Dispose();

    private void DeleteChunks(StoredBlock block, RowSet rows, RowSet live)
    {
        for (var chunk = 0; chunk < block.Directory.ChunkCount; chunk++)
        {
            var first = block.Directory.FirstRow(chunk);
            var end = chunk + 1 < block.Directory.ChunkCount ? block.Directory.FirstRow(chunk + 1) : block.Rows;
            if (IsIn(rows, first, end) && !IsIn(live, first, end))
                connection.Execute("DELETE FROM chunks WHERE id = @id", new { id = BlockParts.Key(block.Row.Id, chunk) });
        }
    }

    private static bool IsIn(RowSet rows, int first, int end) => rows.Next(first) is var next && next >= 0 && next < end;
}
