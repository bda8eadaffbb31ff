using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cruddur.Dashboard.Protobuf;

/// <summary>
/// Walks the fields of one protobuf message without copying or allocating. After <see cref="Next"/> the field's value must be read,
/// or skipped. Whatever doesn't fit throws <see cref="MalformedPayloadException"/>.
/// </summary>
internal ref struct ProtobufReader
{
    // The bound of protobuf's own parsers on nested groups, which nobody has written since 2008.
    private const int MaxGroupDepth = 100;

    private const ulong MaxField = 536_870_911;

    // The payload up to the message's end: then the bounds of the one are the bounds of the other.
    private readonly ReadOnlySpan<byte> _payload;
    private int _at;
    private uint _tag;

    /// <summary>Reads the message that the payload is.</summary>
    public ProtobufReader(ReadOnlySpan<byte> payload) => _payload = payload;

    /// <summary>Reads the message that a part of the payload is.</summary>
    public ProtobufReader(ReadOnlySpan<byte> payload, Slice message)
    {
        _payload = payload[..(message.Start + message.Length)];
        _at = message.Start;
    }

    /// <summary>The number of the field in hand.</summary>
    public readonly int Field => (int)(_tag >> 3);

    /// <summary>How the value in hand is written.</summary>
    public readonly WireType Wire => (WireType)(_tag & 7);

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        if ((uint)_at >= (uint)_payload.Length)
            return false;
        uint first = _payload[_at];
        if (first is >= 8 and < 0x80)
        {
            _at++;
            _tag = first;
        }
        else
        {
            _tag = LongTag(Varint(), _at);
        }

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
        if (_at == _payload.Length)
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slice ReadSlice()
    {
        Expect(WireType.LengthDelimited);
        var length = Varint();
        if (length > (ulong)(_payload.Length - _at))
            ThrowTooLong(Field, length, _payload.Length - _at);
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
            ThrowNotOfKind(Field, Wire, wire);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Varint()
    {
        if ((uint)_at < (uint)_payload.Length && _payload[_at] is < 0x80 and var only)
        {
            _at++;
            return only;
        }

        // By way of a copy: what has its address taken is kept in memory, not in a register.
        var at = _at;
        var value = LongVarint(_payload, ref at);
        _at = at;
        return value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_payload.Length - _at < count)
            throw new MalformedPayloadException($"The message ends inside of field {Field} at byte {_at}.");
        var bytes = _payload.Slice(_at, count);
        _at += count;
        return bytes;
    }

    private static ulong LongVarint(ReadOnlySpan<byte> payload, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at == payload.Length)
                throw new MalformedPayloadException($"The message ends inside of a number at byte {at}.");
            var next = payload[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw new MalformedPayloadException($"A number of more than ten bytes ends at byte {at}.");
    }

    private static uint LongTag(ulong tag, int at)
    {
        if (tag >> 3 is 0 or > MaxField)
            throw new MalformedPayloadException($"Field number {tag >> 3} at byte {at} is not possible.");
        return (uint)tag;
    }

    [DoesNotReturn]
    private static void ThrowTooLong(int field, ulong length, int left) =>
        throw new MalformedPayloadException($"Field {field} says it has {length} bytes where {left} are left.");

    [DoesNotReturn]
    private static void ThrowNotOfKind(int field, WireType wire, WireType wanted) =>
        throw new MalformedPayloadException($"Field {field} has wire type {(int)wire} where {(int)wanted} belongs.");
}
