using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Records of one kind and one run as they are searched: column by column.</summary>
internal abstract class Block(RecordKind kind, long run, int rows)
{
    public RecordKind Kind => kind;

    /// <summary>The run that its records came in.</summary>
    public long Run => run;

    public int Rows => rows;

    /// <summary>How many rows were not evicted.</summary>
    public abstract int LiveCount { get; }

    /// <summary>The number of its first record, and of its last.</summary>
    public abstract (long First, long Last) Ids { get; }

    /// <summary>The time of its earliest record, and of its latest.</summary>
    public abstract (long First, long Last) Times { get; }

    /// <summary>The keys of attributes that have columns.</summary>
    public abstract IEnumerable<string> Keys { get; }

    /// <summary>The rows that were not evicted.</summary>
    public abstract RowSet Live();

    /// <summary>A column of values; null where no row has one.</summary>
    public abstract Values? Values(ColumnName name);

    /// <summary>A column of numbers; null where no row has one.</summary>
    public abstract Longs? Longs(OwnColumn column);

    /// <summary>A record's own bytes.</summary>
    public abstract ReadOnlyMemory<byte> Body(int row);

    public Values? Values(OwnColumn column) => Values(new ColumnName(column));

    /// <summary>The rows with attributes that have no column.</summary>
    public RowSet Rest() => Longs(OwnColumn.Rest)?.Where(1) ?? new(rows);

    /// <summary>A record's number.</summary>
    public long Id(int row) => Longs(OwnColumn.Id) is { } ids ? ids[row] : Ids.First + row;

    /// <summary>The first row whose record has a number above this one; <see cref="Rows"/> where none has.</summary>
    public int RowAfter(long id) =>
        Longs(OwnColumn.Id) is { } ids ? ids.RowAfter(id) : (int)Math.Clamp(id - Ids.First + 1, 0, rows);

    /// <summary>A record as it was received.</summary>
    public StoredRecord Record(int row, OriginRows origins) => new(
        Id(row), Longs(OwnColumn.Time)![row], Body(row).ToArray(), origins.Resource(Longs(OwnColumn.Resource)![row]), origins.Scope(Longs(OwnColumn.Scope)![row]));
}
