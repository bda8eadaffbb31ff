using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Reads the parts of the file's blocks.</summary>
internal sealed class BlockParts(SqliteConnection connection, BlockCache cache) : IDisposable
{
    private const int OrdinalBits = 16;

    private readonly Statement _directory = new(connection, "SELECT directory FROM blocks WHERE id = ?");
    private readonly Statement _column = new(connection, "SELECT data FROM columns WHERE id = ?");
    private readonly Statement _chunk = new(connection, "SELECT data FROM chunks WHERE id = ?");

    /// <summary>The key of a block's column or chunk.</summary>
    public static long Key(long block, int ordinal) => (block << OrdinalBits) + ordinal;

    public BlockDirectory Directory(long block) => cache.Get(BlockPart.Directory, block, _directory, static (statement, block) =>
    {
        var directory = BlockDirectory.Read(statement.With(block).Bytes());
        return (directory, directory.HeldBytes);
    });

    public Values Values(long block, int ordinal, int rows) =>
        cache.Get(BlockPart.Column, Key(block, ordinal), (Statement: _column, Rows: rows), static (from, key) =>
        {
            var values = Blocks.Values.Read(from.Rows, Packing.Unpack(from.Statement.With(key).Bytes()!));
            return (values, values.HeldBytes);
        });

    public Longs Longs(long block, int ordinal, int rows) =>
        cache.Get(BlockPart.Column, Key(block, ordinal), (Statement: _column, Rows: rows), static (from, key) =>
        {
            var numbers = Blocks.Longs.Read(from.Rows, Packing.Unpack(from.Statement.With(key).Bytes()!));
            return (numbers, numbers.HeldBytes);
        });

    /// <summary>The records of a chunk.</summary>
    public ReadOnlyMemory<byte>[] Chunk(long block, int chunk) =>
        ChunksBuilder.Split(Packing.Unpack(_chunk.With(Key(block, chunk)).Bytes()!));

    public void Dispose()
    {
        _directory.Dispose();
        _column.Dispose();
        _chunk.Dispose();
    }
}
