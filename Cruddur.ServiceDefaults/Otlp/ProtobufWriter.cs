using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Writes protobuf's wire format into one buffer that grows to the largest message and is used again for the next.</summary>
internal sealed class ProtobufWriter
{
    private const int InitialLength = 1024;
    private const int MaxKept = 1024 * 1024;

    private byte[] _buffer = new byte[InitialLength];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Begins anew. A buffer that one huge message made is not kept for all the small ones after it.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > MaxKept)
            _buffer = new byte[InitialLength];
    }

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, WireType.Length);
        WriteVarint((ulong)value.Length);
        WriteRaw(value);
    }

    public void WriteString(int field, ReadOnlySpan<char> value)
    {
        WriteTag(field, WireType.Length);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        // Where the length's own length is certain, the text is written at once behind it.
        if (most < 0x80)
        {
            var written = Encoding.UTF8.GetBytes(value, Reserve(most + 1)[1..]);
            _buffer[_length] = (byte)written;
            _length += written + 1;
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        WriteVarint((ulong)bytes);
        _length += Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    public void WriteVarint(int field, ulong value)
    {
        WriteTag(field, WireType.Varint);
        WriteVarint(value);
    }

    public void WriteBool(int field, bool value) => WriteVarint(field, value ? 1UL : 0);

    public void WriteDouble(int field, double value)
    {
        WriteTag(field, WireType.Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);
        _length += 8;
    }

    public void WriteFixed64(int field, ulong value)
    {
        WriteTag(field, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
        _length += 8;
    }

    public void WriteFixed32(int field, uint value)
    {
        WriteTag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        _length += 4;
    }

    /// <summary>A field with this many bytes of an already written message behind it; they are to be written next, by <see cref="WriteRaw"/>.</summary>
    public void WriteLength(int field, int length)
    {
        WriteTag(field, WireType.Length);
        WriteVarint((ulong)length);
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Begins an inner message, whose length is not known yet.</summary>
    /// <returns>What <see cref="End"/> wants.</returns>
    public int Begin(int field)
    {
        WriteTag(field, WireType.Length);
        Reserve(1);
        return _length++;
    }

    /// <summary>Ends the inner message. Most are shorter than 128 bytes, and the one byte kept for the length is enough; a longer one is moved.</summary>
    public void End(int start)
    {
        var length = _length - start - 1;
        var more = VarintLength((ulong)length) - 1;
        if (more > 0)
        {
            Reserve(more);
            _buffer.AsSpan(start + 1, length).CopyTo(_buffer.AsSpan(start + 1 + more));
        }

        _length = start;
        WriteVarint((ulong)length);
        _length += length;
    }

    public static int VarintLength(ulong value) => (70 - BitOperations.LeadingZeroCount(value | 1)) / 7;

    private void WriteTag(int field, WireType type) => WriteVarint((ulong)((field << 3) | (int)type));

    private void WriteVarint(ulong value)
    {
        var target = Reserve(10);
        var written = 0;
        while (value >= 0x80)
        {
            target[written++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[written++] = (byte)value;
        _length += written;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        return _buffer.AsSpan(_length);
    }

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Length = 2,
        Fixed32 = 5,
    }
}
