using System.Numerics;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Some of a block's rows, a bit each.</summary>
internal sealed class RowSet
{
    private readonly ulong[] _words;

    public RowSet(int rows)
    {
        Rows = rows;
        _words = new ulong[(rows + 63) / 64];
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public RowSet(int rows, ReadOnlySpan<byte> bytes)
        : this(rows) => bytes.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_words.AsSpan()));

    /// <summary>How many rows the block has.</summary>
    public int Rows { get; }

    /// <summary>How many are in the set.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public bool this[int row]
    {
        get => (_words[row >> 6] >> (row & 63) & 1) != 0;
        set
        {
            if (value)
                _words[row >> 6] |= 1UL << (row & 63);
            else
                _words[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    /// <summary>All rows of a block.</summary>
    public static RowSet All(int rows)
    {
        var all = new RowSet(rows);
        Array.Fill(all._words, ulong.MaxValue);
        all.Trim();
        return all;
    }

    public RowSet And(RowSet other)
    {
        for (var at = 0; at < _words.Length; at++)
            _words[at] &= other._words[at];
        return this;
    }

    public RowSet Or(RowSet other)
    {
        for (var at = 0; at < _words.Length; at++)
            _words[at] |= other._words[at];
        return this;
    }

    public RowSet Except(RowSet other)
    {
        for (var at = 0; at < _words.Length; at++)
            _words[at] &= ~other._words[at];
        return this;
    }

    public RowSet Not()
    {
        for (var at = 0; at < _words.Length; at++)
            _words[at] = ~_words[at];
        Trim();
        return this;
    }

    public RowSet Copy()
    {
        var copy = new RowSet(Rows);
        _words.CopyTo(copy._words.AsSpan());
        return copy;
    }

    /// <summary>The next row in the set, from this one on; -1 where there is none.</summary>
    public int Next(int row)
    {
        if (row >= Rows)
            return -1;
        var word = _words[row >> 6] & (ulong.MaxValue << (row & 63));
        for (var at = row >> 6; ; word = _words[at])
        {
            if (word != 0)
                return (at << 6) + BitOperations.TrailingZeroCount(word);
            if (++at == _words.Length)
                return -1;
        }
    }

    /// <summary>The next row in the set, from this one back; -1 where there is none.</summary>
    public int Previous(int row)
    {
        if (row < 0)
            return -1;
        var word = _words[row >> 6] & (ulong.MaxValue >> (63 - (row & 63)));
        for (var at = row >> 6; ; word = _words[at])
        {
            if (word != 0)
                return (at << 6) + 63 - BitOperations.LeadingZeroCount(word);
            if (--at < 0)
                return -1;
        }
    }

    public byte[] ToBytes() => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_words.AsSpan()).ToArray();

    // The bits behind the last row are no rows.
    private void Trim()
    {
        if (Rows % 64 != 0)
            _words[^1] &= ulong.MaxValue >> (64 - (Rows % 64));
    }
}
