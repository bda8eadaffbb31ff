using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Frames of HTTP/2 (RFC 9113), as a client writes them that cares for no rule.</summary>
internal sealed class Http2Frames
{
    public const byte EndStream = 1;
    public const byte EndHeaders = 4;

    private const byte HeadersType = 1;
    private const byte ResetType = 3;
    private const byte SettingsType = 4;
    private const byte ContinuationType = 9;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written so far.</summary>
    public byte[] Written => _bytes.WrittenSpan.ToArray();

    /// <summary>The start of a connection: preface and settings.</summary>
    public Http2Frames Start()
    {
        _bytes.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        return Frame(SettingsType, 0, 0, []);
    }

    /// <summary>A call's head; more of it follows where the flags don't say otherwise.</summary>
    public Http2Frames Call(int stream, byte flags) => Frame(HeadersType, flags, stream, Block(
    [
        (":method", "POST"), (":scheme", "http"), (":authority", "localhost"),
        (":path", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"), ("content-type", "application/grpc"),
    ]));

    /// <summary>More of a head.</summary>
    public Http2Frames Continue(int stream, string name, string value) => Frame(ContinuationType, 0, stream, Block([(name, value)]));

    /// <summary>The end of a stream that the client has thought better of.</summary>
    public Http2Frames Reset(int stream) => Frame(ResetType, 0, stream, [0, 0, 0, 8]);

    /// <summary>Any frame.</summary>
    public Http2Frames Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        head[3] = type;
        head[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        _bytes.Write(head);
        _bytes.Write(payload);
        return this;
    }

    // HPACK (RFC 7541) at its simplest: names and values as they are, in no table.
    private static byte[] Block((string Name, string Value)[] headers)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            block.WriteByte(0);
            foreach (var text in (string[])[name, value])
            {
                block.WriteByte((byte)text.Length);
                block.Write(Encoding.ASCII.GetBytes(text));
            }
        }

        return block.ToArray();
    }
}
