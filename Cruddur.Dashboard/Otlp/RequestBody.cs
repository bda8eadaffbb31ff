using System.Buffers.Binary;
using System.IO.Compression;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Reads whole request bodies, and never more than may be.</summary>
internal static class RequestBody
{
    private const int FirstBuffer = 64 * 1024;

    // RFC 1952: a header of ten bytes, and CRC and length of what is in it at the end.
    private const int LeastGzip = 18;

    /// <summary>Reads the body; null where it is longer than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        // Bytes that are only announced are not worth memory yet.
        var buffer = new byte[Math.Min(request.ContentLength + 1 ?? FirstBuffer, FirstBuffer)];
        var length = 0;
        while (await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Undoes gzip; null where there is more in it than the limit.</summary>
    /// <exception cref="MalformedPayloadException">It isn't gzip.</exception>
    public static byte[]? Decompress(ReadOnlyMemory<byte> compressed, int limit)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
            var buffer = new byte[Math.Min(Math.Max(compressed.Length * 4L, 1024), limit + 1L)];
            var length = 0;
            while (gzip.Read(buffer, length, buffer.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > limit)
                    return null;
                if (length == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
            }

            // A body that is cut off inside of its last eight bytes unpacks without complaint. (Nobody sends several gzip members in one body.)
            if (compressed.Length < LeastGzip || BinaryPrimitives.ReadUInt32LittleEndian(compressed.Span[^4..]) != (uint)length)
                throw new InvalidDataException("It is cut off.");
            Array.Resize(ref buffer, length);
            return buffer;
        }
        catch (InvalidDataException e)
        {
            throw new MalformedPayloadException($"The body isn't gzip, as Content-Encoding says: {e.Message}");
        }
    }
}
