namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>A column of values: the different ones one behind the other, and for each row which it has.</summary>
internal sealed class Values(int rows, byte[] bytes, int[] offsets, bool[] texts, ushort[]? codes)
{
    /// <summary>The code of a row whose value is in the record alone.</summary>
    public const ushort InBody = ushort.MaxValue;

    /// <summary>The different values, one behind the other.</summary>
    public byte[] Bytes => bytes;

    /// <summary>How many different values there are.</summary>
    public int Count => texts.Length;

    /// <summary>Whether all different values are text.</summary>
    public bool AreTexts { get; } = !texts.Contains(false);

    /// <summary>For each row 1 more than its value's number, 0 for none, or <see cref="InBody"/>; null where every row has the first value.</summary>
    public ushort[]? Codes => codes;

    /// <summary>About how many bytes it holds in memory.</summary>
    public int HeldBytes => 100 + bytes.Length + (5 * texts.Length) + (2 * (codes?.Length ?? 0));

    /// <summary>A value's bytes: of a text its UTF-8, else what the column is made of.</summary>
    public ReadOnlySpan<byte> this[int value] => bytes.AsSpan(offsets[value], offsets[value + 1] - offsets[value]);

    public bool IsText(int value) => texts[value];

    /// <summary>Where a value ends among <see cref="Bytes"/>.</summary>
    public int End(int value) => offsets[value + 1];

    /// <summary>The value that the byte at a place belongs to.</summary>
    public int At(int place)
    {
        var found = Array.BinarySearch(offsets, place);
        if (found < 0)
            return ~found - 1;
        // Empty values start at the same place as what follows them.
        while (offsets[found + 1] == place)
            found++;
        return found;
    }

    /// <summary>A row's code.</summary>
    public int Code(int row) => codes is null ? 1 : codes[row];

    /// <summary>The rows whose value passes.</summary>
    public RowSet Where(ReadOnlySpan<bool> passes)
    {
        if (codes is null)
            return passes[0] ? RowSet.All(rows) : new(rows);
        var found = new RowSet(rows);
        if (!passes.Contains(true))
            return found;
        for (var row = 0; row < codes.Length; row++)
        {
            var value = codes[row] - 1;
            if ((uint)value < (uint)passes.Length && passes[value])
                found[row] = true;
        }

        return found;
    }

    /// <summary>The rows that have a value here.</summary>
    public RowSet Present()
    {
        if (codes is null)
            return RowSet.All(rows);
        var found = new RowSet(rows);
        for (var row = 0; row < codes.Length; row++)
            found[row] = codes[row] != 0;
        return found;
    }

    /// <summary>The rows whose value is in the record alone.</summary>
    public RowSet OutOfLine()
    {
        var found = new RowSet(rows);
        if (codes is null || !codes.AsSpan().Contains(InBody))
            return found;
        for (var row = 0; row < codes.Length; row++)
            found[row] = codes[row] == InBody;
        return found;
    }

    /// <summary>Writes the column.</summary>
    public void Write(ByteWriter writer)
    {
        writer.WriteVarint((uint)Count);
        for (var value = 0; value < Count; value++)
            writer.WriteVarint(((uint)this[value].Length << 1) | (texts[value] ? 1U : 0));
        writer.Write(bytes);
        if (codes is null)
            return;
        var narrow = Count < byte.MaxValue;
        foreach (var code in codes)
        {
            if (narrow)
                writer.WriteByte((byte)code);
            else
                writer.WriteUShort(code);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Values Read(int rows, ReadOnlySpan<byte> written)
    {
        var reader = new ByteReader(written);
        var count = (int)reader.ReadVarint();
        var (offsets, texts) = (new int[count + 1], new bool[count]);
        for (var value = 0; value < count; value++)
        {
            var length = reader.ReadVarint();
            (offsets[value + 1], texts[value]) = (offsets[value] + (int)(length >> 1), (length & 1) != 0);
        }

        var bytes = reader.Read(offsets[count]).ToArray();
        return new(rows, bytes, offsets, texts, reader.IsAtEnd ? null : ReadCodes(ref reader, rows, narrow: count < byte.MaxValue));
    }

    private static ushort[] ReadCodes(ref ByteReader reader, int rows, bool narrow)
    {
        var codes = new ushort[rows];
        if (!narrow)
        {
            reader.Read(rows * 2).CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(codes.AsSpan()));
            return codes;
        }

        var read = reader.Read(rows);
        for (var row = 0; row < rows; row++)
            codes[row] = read[row] == byte.MaxValue ? InBody : read[row];
        return codes;
    }
}
