namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>A block's row, filled by property.</summary>
internal sealed record BlockRow
{
    public long Id { get; init; }

    public RecordKind Kind { get; init; }

    public long Run { get; init; }

    public long First { get; init; }

    public long Last { get; init; }

    public long FirstTime { get; init; }

    public long LastTime { get; init; }

    public int Rows { get; init; }

    public int Live { get; init; }

    public long Bytes { get; init; }

    public byte[]? Dead { get; init; }
}
