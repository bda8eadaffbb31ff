using System.Buffers.Binary;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Writes numbers and bytes one behind the other.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void WriteByte(byte value) => Grow(1)[0] = value;

    public void WriteVarint(uint value)
    {
        for (; value >= 0x80; value >>= 7)
            WriteByte((byte)(value | 0x80));
        WriteByte((byte)value);
    }

    public void WriteLong(long value) => BinaryPrimitives.WriteInt64LittleEndian(Grow(8), value);

    public void WriteUShort(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Grow(2), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    private Span<byte> Grow(int count)
    {
        if (_buffer.Length - Length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }
}
