using System.Buffers.Binary;

namespace Cruddur.Dashboard.Otlp;

/// <summary>gRPC's frame around a message: one byte that says whether it is compressed, four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    /// <summary>Bytes in front of the message.</summary>
    public const int HeaderLength = 5;

    /// <summary>Looks whether a body is exactly one frame, and whether the message in it is compressed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out bool compressed)
    {
        compressed = body is [1, ..];
        return body.Length >= HeaderLength && body[0] <= 1 && BinaryPrimitives.ReadUInt32BigEndian(body[1..]) == body.Length - HeaderLength;
    }

    /// <summary>Puts a message into a frame.</summary>
    public static byte[] Write(ReadOnlySpan<byte> message)
    {
        var frame = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }
}
