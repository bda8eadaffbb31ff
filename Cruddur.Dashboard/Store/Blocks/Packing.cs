using System.Buffers.Binary;
using System.IO.Compression;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Bytes as they lie in the file: deflated where that is worth it.</summary>
internal static class Packing
{
    // Below this a stream of deflate costs more than it saves.
    private const int WorthIt = 200;

    /// <summary>Packs bytes. The first four of the result are their length where they are deflated, else 0.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= WorthIt)
        {
            using var packed = new MemoryStream((bytes.Length / 4) + 64);
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            packed.Write(length);
            using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                deflate.Write(bytes);
            if (packed.Length < bytes.Length)
                return packed.ToArray();
        }

        return [0, 0, 0, 0, .. bytes];
    }

    /// <summary>Unpacks what <see cref="Pack"/> packed.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length == 0)
            return packed[4..];
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        using var source = new MemoryStream(packed, 4, packed.Length - 4);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        inflate.ReadExactly(bytes);
        return bytes;
    }
}
