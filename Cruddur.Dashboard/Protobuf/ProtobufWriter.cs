using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Cruddur.Dashboard.Protobuf;

/// <summary>Writes protobuf messages into one growing buffer.</summary>
/// <param name="limit">How many bytes it may grow to.</param>
internal sealed class ProtobufWriter(int limit = int.MaxValue)
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Gives what was written away, with its buffer; the writer is empty then.</summary>
    public RentedBytes Detach()
    {
        var bytes = RentedBytes.Adopt(_buffer, _length);
        (_buffer, _length) = ([], 0);
        return bytes;
    }

    /// <summary>Starts anew in the same buffer.</summary>
    public void Clear() => _length = 0;

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

    /// <summary>Writes bytes that are made in their place: it gets room for so many, and says how many it used.</summary>
    public void WriteBytes(int field, int atMost, ReadOnlySpan<byte> source, MakeBytes make)
    {
        var start = Begin(field);
        _length = start + make(source, Grow(atMost));
        End(start);
    }

    /// <summary>Makes bytes from others.</summary>
    /// <returns>How many it made.</returns>
    public delegate int MakeBytes(ReadOnlySpan<byte> source, Span<byte> target);

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
            Move(_length + count);
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    private void Move(int capacity)
    {
        if (capacity > limit)
            throw new MalformedPayloadException($"As protobuf it has more than {limit} bytes.");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(_buffer.Length * 2L, capacity), Array.MaxLength));
        Written.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
