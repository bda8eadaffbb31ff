using System.Numerics;
using System.Runtime.InteropServices;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Numbers pieces of bytes, equal ones alike, from 0 on. One table is filled and cleared again and again, without an object a piece.</summary>
internal sealed class ByteTable
{
    private byte[] _bytes = [];
    private (int End, uint Hash, bool IsText)[] _entries = new (int, uint, bool)[4];
    private int[] _buckets = new int[8];

    /// <summary>How many different pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>All pieces, one behind the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Start(Count));

    /// <summary>A piece.</summary>
    public ReadOnlySpan<byte> this[int entry] => _bytes.AsSpan(Start(entry), _entries[entry].End - Start(entry));

    /// <summary>Whether a piece was given as text.</summary>
    public bool IsText(int entry) => _entries[entry].IsText;

    /// <summary>Whether a piece is this one.</summary>
    public bool Is(int entry, ReadOnlySpan<byte> piece, bool isText) => _entries[entry].IsText == isText && this[entry].SequenceEqual(piece);

    /// <summary>The number of a piece; -1 where it isn't there.</summary>
    public int Find(ReadOnlySpan<byte> piece, bool isText) => Find(piece, isText, Hash(piece));

    /// <summary>The number of a piece, which is added where it is new.</summary>
    public int Add(ReadOnlySpan<byte> piece, bool isText)
    {
        var hash = Hash(piece);
        var found = Find(piece, isText, hash);
        if (found >= 0)
            return found;
        var start = Start(Count);
        if (_bytes.Length - start < piece.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + piece.Length));
        piece.CopyTo(_bytes.AsSpan(start));
        if (Count == _entries.Length)
            Grow();
        _entries[Count] = (start + piece.Length, hash, isText);
        Place(Count);
        return Count++;
    }

    public void Clear()
    {
        Count = 0;
        Array.Clear(_buckets);
    }

    private int Start(int entry) => entry == 0 ? 0 : _entries[entry - 1].End;

    private int Find(ReadOnlySpan<byte> piece, bool isText, uint hash)
    {
        for (var at = hash & (uint)(_buckets.Length - 1); _buckets[at] != 0; at = (at + 1) & (uint)(_buckets.Length - 1))
        {
            var entry = _buckets[at] - 1;
            if (_entries[entry].Hash == hash && Is(entry, piece, isText))
                return entry;
        }

        return -1;
    }

    private void Place(int entry)
    {
        var at = _entries[entry].Hash & (uint)(_buckets.Length - 1);
        while (_buckets[at] != 0)
            at = (at + 1) & (uint)(_buckets.Length - 1);
        _buckets[at] = entry + 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length * 2];
        for (var entry = 0; entry < Count; entry++)
            Place(entry);
    }

    private static uint Hash(ReadOnlySpan<byte> piece)
    {
        var hash = (ulong)piece.Length * 0x9E3779B97F4A7C15;
        for (; piece.Length >= 8; piece = piece[8..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(piece));
        foreach (var one in piece)
            hash = (hash ^ one) * 0x100000001B3;
        hash = Mix(hash);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong value) => BitOperations.RotateLeft(value * 0xC2B2AE3D27D4EB4F, 31) * 0x9E3779B97F4A7C15;
}
