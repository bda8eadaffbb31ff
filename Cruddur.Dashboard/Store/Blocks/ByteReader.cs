using System.Buffers.Binary;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => Read(1)[0];

    public uint ReadVarint()
    {
        var value = 0U;
        for (var shift = 0; ; shift += 7)
        {
            var next = ReadByte();
            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Read(8));

    public ReadOnlySpan<byte> Read(int count)
    {
        var read = _rest[..count];
        _rest = _rest[count..];
        return read;
    }
}
