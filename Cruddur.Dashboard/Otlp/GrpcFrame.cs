using System.Buffers.Binary;

namespace Cruddur.Dashboard.Otlp;

/// <summary>gRPC's frame around a message: one byte that says whether it is compressed, four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    /// <summary>Bytes in front of the message.</summary>
    public const int HeaderLength = 5;

    /// <summary>Takes a body of exactly one frame apart; false where it is anything else.</summary>
    public static bool TryRead(byte[] body, out bool compressed, out ReadOnlyMemory<byte> message)
    {
        (compressed, message) = (false, default);
        if (body.Length < HeaderLength || body[0] > 1 || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) != body.Length - HeaderLength)
            return false;
        compressed = body[0] == 1;
        message = body.AsMemory(HeaderLength);
        return true;
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
