using System.Buffers.Binary;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Ids as numbers: all zeroes, which is no id, is 0.</summary>
internal static class RecordId
{
    /// <summary>Reads a trace's id; false where it hasn't its 16 bytes. None at all is 0.</summary>
    public static bool TryReadTrace(ReadOnlySpan<byte> bytes, out UInt128 id)
    {
        id = bytes.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : 0;
        return bytes.Length is 16 or 0;
    }

    /// <summary>Reads a span's id; false where it hasn't its 8 bytes. None at all is 0.</summary>
    public static bool TryReadSpan(ReadOnlySpan<byte> bytes, out long id)
    {
        id = bytes.Length == 8 ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
        return bytes.Length is 8 or 0;
    }
}
