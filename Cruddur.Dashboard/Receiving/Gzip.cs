using System.Buffers.Binary;
using System.IO.Compression;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Receiving;

/// <summary>Undoes gzip (RFC 1952), of which a body is exactly one member.</summary>
internal static class Gzip
{
    // A header of ten bytes, two of nothing, and CRC and length of what is in it at the end.
    private const int Least = 20;

    // Deflate can't do more: 258 bytes in a match of two bits.
    private const int MostRatio = 1032;

    /// <summary>Unpacks a body. What it returns is the caller's to dispose of.</summary>
    /// <param name="packed">The body.</param>
    /// <param name="body">Knows how much may be in it.</param>
    /// <param name="share">What the request's memory is taken from.</param>
    /// <exception cref="RequestRefusedException">It isn't gzip, there is too much in it, or no memory for that.</exception>
    public static RentedBytes Unpack(ArraySegment<byte> packed, RequestBody body, RequestMemory.Share share)
    {
        // The end says how much there is, so that it is unpacked into its place at once. Nothing may end elsewhere, nor can it say more than deflate can do.
        var length = packed.Count < Least ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan()[^4..]);
        if (packed.Count < Least || length > (long)packed.Count * MostRatio)
            throw NotGzip("It is cut off.");
        if (length > body.Limit)
            throw body.TooLarge();
        share.Take(length);
        var unpacked = new RentedBytes((int)length + 1);
        try
        {
            Fill(unpacked, packed, (int)length);
            return unpacked;
        }
        catch (InvalidDataException e)
        {
            unpacked.Dispose();
            throw NotGzip(e.Message);
        }
    }

    private static void Fill(RentedBytes unpacked, ArraySegment<byte> packed, int length)
    {
        using var stream = new GZipStream(new MemoryStream(packed.Array!, packed.Offset, packed.Count, writable: false), CompressionMode.Decompress);
        while (unpacked.Length <= length && stream.Read(unpacked.Room.Span) is > 0 and var read)
            unpacked.Advance(read);
        if (unpacked.Length != length)
            throw new InvalidDataException("It is cut off, or says another length than it has.");
    }

    private static RequestRefusedException NotGzip(string why) => new(RefusalReason.Malformed, $"The body isn't gzip, as its headers say: {why}");
}
