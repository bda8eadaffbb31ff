using System.Buffers.Binary;

namespace Cruddur.Dashboard.Protobuf;

/// <summary>
/// Walks the fields of one protobuf message without copying or allocating. After <see cref="Next"/> the field's value must be read,
/// or skipped. Whatever doesn't fit throws <see cref="MalformedPayloadException"/>.
/// </summary>
internal ref struct ProtobufReader
{
    // The bound of protobuf's own parsers on nested groups, which nobody has written since 2008.
    private const int MaxGroupDepth = 100;

    private readonly ReadOnlySpan<byte> _payload;
    private readonly int _end;
    private int _at;

    /// <summary>Reads the message that the payload is.</summary>
    public ProtobufReader(ReadOnlySpan<byte> payload)
        : this(payload, new Slice(0, payload.Length))
    {
    }

    /// <summary>Reads the message that a part of the payload is.</summary>
    public ProtobufReader(ReadOnlySpan<byte> payload, Slice message)
    {
        _payload = payload;
        _at = message.Start;
        _end = message.Start + message.Length;
    }

    /// <summary>The number of the field in hand.</summary>
    public int Field { get; private set; }

    /// <summary>How the value in hand is written.</summary>
    public WireType Wire { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (_at == _end)
            return false;
        var tag = Varint();
        var field = tag >> 3;
        if (field is 0 or > 536_870_911)
            throw new MalformedPayloadException($"Field number {field} at byte {_at} is not possible.");
        Field = (int)field;
        Wire = (WireType)(tag & 7);
        return true;
    }

    /// <summary>Reads a variable-length integer.</summary>
    public ulong ReadVarint()
    {
        Expect(WireType.Varint);
        return Varint();
    }

    /// <summary>Reads the next item of a packed list of integers; false at its end.</summary>
    public bool NextRaw(out ulong value)
    {
        value = 0;
        if (_at == _end)
            return false;
        value = Varint();
        return true;
    }

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadFixed64()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    }

    /// <summary>Reads four bytes.</summary>
    public uint ReadFixed32()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
    }

    /// <summary>Reads a string, bytes or message.</summary>
    public ReadOnlySpan<byte> ReadBytes() => ReadSlice().Of(_payload);

    /// <summary>Reads where in the payload a string, bytes or message is.</summary>
    public Slice ReadSlice()
    {
        Expect(WireType.LengthDelimited);
        var length = Varint();
        if (length > (ulong)(_end - _at))
            throw new MalformedPayloadException($"Field {Field} says it has {length} bytes where {_end - _at} are left.");
        var slice = new Slice(_at, (int)length);
        _at += slice.Length;
        return slice;
    }

    /// <summary>Leaves the value in hand unread.</summary>
    public void Skip() => Skip(depth: 0);

    private void Skip(int depth)
    {
        switch (Wire)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.LengthDelimited:
                ReadSlice();
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            case WireType.StartGroup when depth < MaxGroupDepth:
                SkipGroup(Field, depth + 1);
                break;
            default:
                throw new MalformedPayloadException($"Field {Field} has wire type {(int)Wire}, which can't stand here.");
        }
    }

    private void SkipGroup(int group, int depth)
    {
        while (Next())
        {
            if (Wire != WireType.EndGroup)
                Skip(depth);
            else if (Field == group)
                return;
            else
                break;
        }

        throw new MalformedPayloadException($"Group {group} has no end.");
    }

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire)
            throw new MalformedPayloadException($"Field {Field} has wire type {(int)Wire} where {(int)wire} belongs.");
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_at == _end)
                throw new MalformedPayloadException($"The message ends inside of a number at byte {_at}.");
            var next = _payload[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw new MalformedPayloadException($"A number of more than ten bytes ends at byte {_at}.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _at < count)
            throw new MalformedPayloadException($"The message ends inside of field {Field} at byte {_at}.");
        var bytes = _payload.Slice(_at, count);
        _at += count;
        return bytes;
    }
}
