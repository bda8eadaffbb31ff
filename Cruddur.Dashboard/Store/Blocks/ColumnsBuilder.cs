using System.Text;
using System.Text.Unicode;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Gathers the columns of records, row by row, and is cleared to be filled again.</summary>
internal sealed class ColumnsBuilder
{
    // Whoever sends keys without end has the first of them indexed; the others are found in the records.
    private const int MaxAttributes = 200;
    private const int MaxKeyBytes = 256;

    // A constant column that is larger lies with the others.
    private const int MaxConstantBytes = 400;

    private static readonly int OwnColumns = Enum.GetValues<OwnColumn>().Length;

    private readonly LongsBuilder?[] _longs = new LongsBuilder?[OwnColumns];
    private readonly ValuesBuilder?[] _values = new ValuesBuilder?[OwnColumns];
    private readonly ByteTable _keys = new();
    private readonly List<ValuesBuilder> _attributes = [];
    private readonly int[] _expected = new int[64];

    /// <summary>How many rows there are; the last of them is the one that is being filled.</summary>
    public int Rows { get; private set; }

    public void AddRow() => Rows++;

    /// <summary>Gives the last row a number.</summary>
    public void Set(OwnColumn column, long number) => (_longs[(int)column] ??= new()).Set(Rows - 1, number);

    /// <summary>Gives the last row a value.</summary>
    public void Set(OwnColumn column, ReadOnlySpan<byte> value, bool isText) => (_values[(int)column] ??= new()).Set(Rows - 1, value, isText);

    /// <summary>The different values of a column.</summary>
    public IEnumerable<byte[]> Distinct(OwnColumn column) => _values[(int)column]?.Distinct() ?? [];

    /// <summary>Whether a row has this value, which isn't text, in a column.</summary>
    public bool Has(OwnColumn column, ReadOnlySpan<byte> value) => _values[(int)column]?.Has(value) == true;

    /// <summary>The numbers of a column.</summary>
    public ReadOnlySpan<long> Numbers(OwnColumn column) => (_longs[(int)column] ??= new()).Numbers(Rows);

    /// <summary>Gives the last row an attribute.</summary>
    /// <param name="position">Which of the record's attributes it is: those of one source come in the same order.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isText">Whether that is text.</param>
    public void SetAttribute(int position, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isText)
    {
        ref var expected = ref _expected[position % _expected.Length];
        if (expected >= _keys.Count || !_keys[expected].SequenceEqual(key))
        {
            var found = Key(key);
            if (found < 0)
            {
                Set(OwnColumn.Rest, 1);
                return;
            }

            expected = found;
        }

        _attributes[expected].Set(Rows - 1, value, isText);
    }

    /// <summary>The columns as they are searched.</summary>
    public Dictionary<ColumnName, object> ToColumns()
    {
        var columns = new Dictionary<ColumnName, object>();
        for (var own = 0; own < OwnColumns; own++)
        {
            if (_longs[own] is { } longs)
                columns.Add(new((OwnColumn)own), new Longs(longs.Numbers(Rows).ToArray()));
            else if (_values[own] is { Filled: > 0 } values)
                columns.Add(new((OwnColumn)own), values.ToValues(Rows));
        }

        foreach (var (key, values) in Attributes())
            columns.Add(key, values.ToValues(Rows));
        return columns;
    }

    /// <summary>The columns as they are stored, in the order of their ordinals, and the directory that finds them.</summary>
    public (BlockDirectory Directory, List<byte[]> Columns) Encode(int[] chunks)
    {
        var (entries, columns, writer) = (new List<DirectoryEntry>(), new List<byte[]>(), new ByteWriter());
        for (var own = 0; own < OwnColumns; own++)
        {
            if (_longs[own] is { } longs)
                Encode(new((OwnColumn)own), longs.Numbers(Rows));
            else if (_values[own] is { Filled: > 0 } values)
                EncodeValues(new((OwnColumn)own), values);
        }

        foreach (var (key, values) in Attributes())
            EncodeValues(key, values);
        return (new(entries, chunks), columns);

        void Encode(ColumnName name, ReadOnlySpan<long> numbers)
        {
            writer.Clear();
            var isConstant = !numbers.ContainsAnyExcept(numbers[0]);
            if (isConstant)
                writer.WriteLong(numbers[0]);
            else
                Longs.Write(writer, numbers);
            Add(name, isConstant);
        }

        void EncodeValues(ColumnName name, ValuesBuilder builder)
        {
            writer.Clear();
            var values = builder.ToValues(Rows);
            values.Write(writer);
            Add(name, values.Codes is null && writer.Length <= MaxConstantBytes);
        }

        void Add(ColumnName name, bool isConstant)
        {
            entries.Add(new(name, columns.Count, isConstant ? writer.Written.ToArray() : null));
            if (!isConstant)
                columns.Add(Packing.Pack(writer.Written));
        }
    }

    /// <summary>Forgets the rows, and the attributes that no row had.</summary>
    public void Clear()
    {
        foreach (var longs in _longs)
            longs?.Clear();
        foreach (var values in _values)
            values?.Clear();
        // Nothing was refused for want of room: the next rows will be like these.
        if (_keys.Count == MaxAttributes || _attributes.Exists(attribute => attribute.Filled == 0))
        {
            _keys.Clear();
            _attributes.Clear();
        }

        foreach (var attribute in _attributes)
            attribute.Clear();
        Rows = 0;
    }

    private IEnumerable<(ColumnName Name, ValuesBuilder Values)> Attributes() => _attributes
        .Select((values, index) => (new ColumnName(OwnColumn.Attribute, Encoding.UTF8.GetString(_keys[index])), values))
        .Where(one => one.values.Filled > 0);

    private int Key(ReadOnlySpan<byte> key)
    {
        var found = _keys.Find(key, isText: true);
        if (found >= 0 || _keys.Count == MaxAttributes || key.Length > MaxKeyBytes || !Utf8.IsValid(key))
            return found;
        _attributes.Add(new());
        return _keys.Add(key, isText: true);
    }
}
