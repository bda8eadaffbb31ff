using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads a span from the protobuf it is stored in.</summary>
internal static class SpanDecoder
{
    public static Span Span(StoredRecord record)
    {
        string traceId = "", spanId = "", traceState = "", name = "";
        string? parentId = null;
        var kind = SpanKind.Unspecified;
        var status = (Code: SpanStatus.Unset, Message: "");
        long start = 0, end = 0;
        var flags = 0U;
        var events = new List<SpanEvent>();
        var links = new List<SpanLink>();
        var reader = new ProtobufReader(record.Body);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    traceId = Hex(ref reader);
                    break;
                case 2:
                    spanId = Hex(ref reader);
                    break;
                case 3:
                    traceState = ValueDecoder.Text(ref reader);
                    break;
                case 4:
                    parentId = ParentId(reader.ReadBytes());
                    break;
                case 5:
                    name = ValueDecoder.Text(ref reader);
                    break;
                case 6:
                    kind = (SpanKind)(int)reader.ReadVarint();
                    break;
                case 7:
                    start = (long)reader.ReadFixed64();
                    break;
                case 8:
                    end = (long)reader.ReadFixed64();
                    break;
                case 11:
                    events.Add(Event(reader.ReadBytes()));
                    break;
                case 13:
                    links.Add(Link(reader.ReadBytes()));
                    break;
                case 15:
                    status = Status(reader.ReadBytes());
                    break;
                case 16:
                    flags = reader.ReadFixed32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new()
        {
            Id = record.Id,
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = parentId,
            TraceState = traceState,
            Name = DisplayNames.Span(name),
            Kind = kind,
            StartNanos = start,
            EndNanos = end,
            Status = status.Code,
            StatusMessage = status.Message,
            Flags = flags,
            Attributes = ValueDecoder.Attributes(record.Body, field: 9),
            Events = events,
            Links = links,
            Resource = record.Resource.Value,
            Scope = record.Scope.Value,
        };
    }

    private static (SpanStatus Code, string Message) Status(ReadOnlySpan<byte> message)
    {
        var (code, text) = (SpanStatus.Unset, "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                text = ValueDecoder.Text(ref reader);
            else if (reader.Field == 3)
                code = (SpanStatus)(int)reader.ReadVarint();
            else
                reader.Skip();
        }

        return (code, text);
    }

    private static SpanEvent Event(ReadOnlySpan<byte> message)
    {
        var (name, nanos) = ("", 0L);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                nanos = (long)reader.ReadFixed64();
            else if (reader.Field == 2)
                name = ValueDecoder.Text(ref reader);
            else
                reader.Skip();
        }

        return new(name, nanos, ValueDecoder.Attributes(message, field: 3));
    }

    private static SpanLink Link(ReadOnlySpan<byte> message)
    {
        var (traceId, spanId) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                traceId = Hex(ref reader);
            else if (reader.Field == 2)
                spanId = Hex(ref reader);
            else
                reader.Skip();
        }

        return new(traceId, spanId, ValueDecoder.Attributes(message, field: 4));
    }

    // No parent is sent as no bytes, or as all zeroes.
    private static string? ParentId(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(bytes) : null;

    private static string Hex(ref ProtobufReader reader) => Convert.ToHexStringLower(reader.ReadBytes());
}
