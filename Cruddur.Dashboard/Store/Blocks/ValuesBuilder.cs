namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Gathers a column of values: each different one once, and for each row which it is.</summary>
internal sealed class ValuesBuilder
{
    // What is longer, or more in all, stays in the records alone: a column is there to be searched, not to hold everything twice.
    private const int MaxValueBytes = 4096;
    private const int MaxBytes = 512 * 1024;

    private readonly ByteTable _values = new();
    private ushort[] _codes = new ushort[16];
    private int _last = -1;

    /// <summary>How many rows have a value.</summary>
    public int Filled { get; private set; }

    /// <summary>Gives a row its value. A second one for the same row can't be told here: such a row is looked up in its record.</summary>
    public void Set(int row, ReadOnlySpan<byte> value, bool isText)
    {
        if (row >= _codes.Length)
            Array.Resize(ref _codes, Math.Max(_codes.Length * 2, row + 1));
        if (_codes[row] == 0)
            Filled++;
        _codes[row] = _codes[row] == 0 ? Code(value, isText) : Values.InBody;
    }

    /// <summary>Whether a value, which isn't text, is there.</summary>
    public bool Has(ReadOnlySpan<byte> value) => _values.Find(value, isText: false) >= 0;

    /// <summary>The different values, from the first on.</summary>
    public IEnumerable<byte[]> Distinct()
    {
        for (var value = 0; value < _values.Count; value++)
            yield return _values[value].ToArray();
    }

    /// <summary>The column as it is searched.</summary>
    public Values ToValues(int rows)
    {
        var offsets = new int[_values.Count + 1];
        var texts = new bool[_values.Count];
        for (var value = 0; value < _values.Count; value++)
            (offsets[value + 1], texts[value]) = (offsets[value] + _values[value].Length, _values.IsText(value));
        var codes = new ushort[rows];
        _codes.AsSpan(0, Math.Min(rows, _codes.Length)).CopyTo(codes);
        return new(rows, _values.Bytes.ToArray(), offsets, texts, codes.AsSpan().ContainsAnyExcept((ushort)1) ? codes : null);
    }

    public void Clear()
    {
        Array.Clear(_codes);
        _values.Clear();
        _last = -1;
        Filled = 0;
    }

    private ushort Code(ReadOnlySpan<byte> value, bool isText)
    {
        if (_last >= 0 && _values.Is(_last, value, isText))
            return (ushort)(_last + 1);
        if (value.Length > MaxValueBytes || _values.Bytes.Length + value.Length > MaxBytes)
            return Values.InBody;
        _last = _values.Add(value, isText);
        return (ushort)(_last + 1);
    }
}
