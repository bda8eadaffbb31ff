using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Cruddur.Dashboard.Protobuf;

/// <summary>Writes protobuf messages into one growing buffer.</summary>
internal sealed class ProtobufWriter
{
    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes a variable-length integer: int32, int64, uint32, uint64, bool or an enum.</summary>
    public void WriteVarint(int field, ulong value)
    {
        WriteTag(field, WireType.Varint);
        WriteRawVarint(value);
    }

    /// <summary>Writes a zigzag-coded integer: sint32 or sint64.</summary>
    public void WriteZigzag(int field, long value) => WriteVarint(field, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes eight bytes: fixed64 or sfixed64.</summary>
    public void WriteFixed64(int field, ulong value)
    {
        WriteTag(field, WireType.Fixed64);
        WriteRawFixed64(value);
    }

    /// <summary>Writes a double.</summary>
    public void WriteDouble(int field, double value) => WriteFixed64(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes four bytes: fixed32.</summary>
    public void WriteFixed32(int field, uint value)
    {
        WriteTag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Grow(4), value);
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, WireType.LengthDelimited);
        WriteRawVarint((ulong)value.Length);
        value.CopyTo(Grow(value.Length));
    }

    /// <summary>Writes a string.</summary>
    public void WriteString(int field, string value)
    {
        WriteTag(field, WireType.LengthDelimited);
        var length = Encoding.UTF8.GetByteCount(value);
        WriteRawVarint((ulong)length);
        Encoding.UTF8.GetBytes(value, Grow(length));
    }

    /// <summary>Starts a message (or a packed list); what it returns is to be given to <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        WriteTag(field, WireType.LengthDelimited);
        Grow(1);
        return _length;
    }

    /// <summary>Ends the message that <see cref="Begin"/> started.</summary>
    public void End(int start)
    {
        // One byte was kept for the length; a longer length pushes the content back.
        var length = _length - start;
        var more = VarintSize((ulong)length) - 1;
        Grow(more);
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + more));
        _length = start - 1;
        WriteRawVarint((ulong)length);
        _length += length;
    }

    /// <summary>Writes a variable-length integer without a tag, as an item of a packed list.</summary>
    public void WriteRawVarint(ulong value)
    {
        var target = Grow(VarintSize(value));
        var at = 0;
        for (; value >= 0x80; value >>= 7)
            target[at++] = (byte)(value | 0x80);
        target[at] = (byte)value;
    }

    /// <summary>Writes eight bytes without a tag, as an item of a packed list.</summary>
    public void WriteRawFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Grow(8), value);

    private static int VarintSize(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    private void WriteTag(int field, WireType wire) => WriteRawVarint(((ulong)field << 3) | (uint)wire);

    private Span<byte> Grow(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
