namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>The records of a request that are in no block of the file yet.</summary>
internal sealed class TailBlock(
    RecordKind kind, long run, long firstId, IReadOnlyDictionary<ColumnName, object> columns, (long First, long Last) times, ReadOnlyMemory<byte>[] bodies)
    : Block(kind, run, bodies.Length)
{
    public override int LiveCount => Rows;

    public override (long First, long Last) Ids => (firstId, firstId + Rows - 1);

    public override (long First, long Last) Times => times;

    public override IEnumerable<string> Keys => columns.Keys.Where(name => name.Own == OwnColumn.Attribute).Select(name => name.Key);

    public override RowSet Live() => RowSet.All(Rows);

    public override Values? Values(ColumnName name) => (Values?)columns.GetValueOrDefault(name);

    public override Longs? Longs(OwnColumn column) => (Longs?)columns.GetValueOrDefault(new(column));

    public override ReadOnlyMemory<byte> Body(int row) => bodies[row];
}
