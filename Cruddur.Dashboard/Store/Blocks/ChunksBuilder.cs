namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Gathers the records' own bytes in chunks, each packed by itself: so few are unpacked to read one record.</summary>
internal sealed class ChunksBuilder
{
    private const int MaxRows = 128;
    private const int MaxBytes = 64 * 1024;

    private readonly ByteWriter _bodies = new();
    private readonly ByteWriter _chunk = new();
    private readonly List<int> _lengths = [];
    private readonly List<(int FirstRow, byte[] Packed)> _chunks = [];
    private int _rows;

    /// <summary>How many bytes the records have.</summary>
    public long Bytes { get; private set; }

    public void Add(ReadOnlySpan<byte> body)
    {
        if (_lengths.Count == MaxRows || (_lengths.Count > 0 && _bodies.Length + body.Length > MaxBytes))
            Flush();
        _bodies.Write(body);
        _lengths.Add(body.Length);
        Bytes += body.Length;
    }

    /// <summary>The chunks, and the first row of each.</summary>
    public (int[] FirstRows, List<byte[]> Chunks) Take()
    {
        if (_lengths.Count > 0)
            Flush();
        var taken = (_chunks.Select(chunk => chunk.FirstRow).ToArray(), _chunks.ConvertAll(chunk => chunk.Packed));
        Clear();
        return taken;
    }

    public void Clear()
    {
        _bodies.Clear();
        _lengths.Clear();
        _chunks.Clear();
        (_rows, Bytes) = (0, 0);
    }

    /// <summary>Takes an unpacked chunk apart.</summary>
    public static ReadOnlyMemory<byte>[] Split(byte[] chunk)
    {
        var reader = new ByteReader(chunk);
        var bodies = new (int Start, int Length)[reader.ReadVarint()];
        var length = 0;
        for (var body = 0; body < bodies.Length; body++)
        {
            bodies[body] = (length, (int)reader.ReadVarint());
            length += bodies[body].Length;
        }

        return [.. bodies.Select(body => chunk.AsMemory(chunk.Length - length + body.Start, body.Length))];
    }

    private void Flush()
    {
        _chunk.Clear();
        _chunk.WriteVarint((uint)_lengths.Count);
        foreach (var length in _lengths)
            _chunk.WriteVarint((uint)length);
        _chunk.Write(_bodies.Written);
        _chunks.Add((_rows, Packing.Pack(_chunk.Written)));
        _rows += _lengths.Count;
        _bodies.Clear();
        _lengths.Clear();
    }
}
