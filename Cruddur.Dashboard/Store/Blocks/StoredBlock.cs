using System.Buffers.Binary;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>A block of the file.</summary>
internal sealed class StoredBlock(BlockRow row, BlockDirectory directory, BlockParts parts) : Block(row.Kind, row.Run, row.Rows)
{
    private (int Chunk, ReadOnlyMemory<byte>[] Bodies) _last = (-1, []);

    /// <summary>Its row.</summary>
    public BlockRow Row => row;

    /// <summary>What columns and chunks it has.</summary>
    public BlockDirectory Directory => directory;

    public override int LiveCount => row.Live;

    public override (long First, long Last) Ids => (row.First, row.Last);

    public override (long First, long Last) Times => (row.FirstTime, row.LastTime);

    public override IEnumerable<string> Keys => directory.Columns.Where(column => column.Name.Own == OwnColumn.Attribute).Select(column => column.Name.Key);

    public override RowSet Live() => row.Dead is { } dead ? new RowSet(row.Rows, dead).Not() : RowSet.All(row.Rows);

    public override Values? Values(ColumnName name) => directory.Find(name) switch
    {
        null => null,
        { Constant: { } constant } => Blocks.Values.Read(row.Rows, constant),
        var entry => parts.Values(row.Id, entry.Ordinal, row.Rows),
    };

    public override Longs? Longs(OwnColumn column) => directory.Find(new(column)) switch
    {
        null => null,
        { Constant: { } constant } => new Longs(row.Rows, BinaryPrimitives.ReadInt64LittleEndian(constant)),
        var entry => parts.Longs(row.Id, entry.Ordinal, row.Rows),
    };

    public override ReadOnlyMemory<byte> Body(int row)
    {
        var chunk = directory.ChunkOf(row);
        if (_last.Chunk != chunk)
            _last = (chunk, parts.Chunk(Row.Id, chunk));
        return _last.Bodies[row - directory.FirstRow(chunk)];
    }
}
