using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Reads a span from the wire as far as the store needs it, and checks the rest.</summary>
internal static class SpanReader
{
    public static void Read(TelemetryBatch batch, RecordOrigin origin, Slice message, Refusals refusals)
    {
        var shallow = true;
        ReadOnlySpan<byte> traceId = default, spanId = default, parentId = default;
        ulong start = 0, end = 0;
        var (kind, status, name) = (SpanKind.Unspecified, SpanStatus.Unset, default(Slice));
        var reader = new ProtobufReader(batch.Payload, message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    traceId = reader.ReadBytes();
                    break;
                case 2:
                    spanId = reader.ReadBytes();
                    break;
                case 3:
                    reader.ReadBytes();
                    break;
                case 4:
                    parentId = reader.ReadBytes();
                    break;
                case 5:
                    name = reader.ReadSlice();
                    break;
                case 6:
                    kind = (SpanKind)(int)reader.ReadVarint();
                    break;
                case 7:
                    start = reader.ReadFixed64();
                    break;
                case 8:
                    end = reader.ReadFixed64();
                    break;
                case 9:
                    shallow &= AttributeShape.CheckPair(reader.ReadBytes());
                    break;
                case 10 or 12 or 14:
                    reader.ReadVarint();
                    break;
                case 11:
                    shallow &= CheckEvent(reader.ReadBytes());
                    break;
                case 13:
                    shallow &= CheckLink(reader.ReadBytes());
                    break;
                case 15:
                    status = ReadStatus(reader.ReadBytes());
                    break;
                case 16:
                    reader.ReadFixed32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!RecordId.TryReadTrace(traceId, out var trace) || trace == 0)
            refusals.Add("trace_id is not 16 bytes, or all zero");
        else if (!RecordId.TryReadSpan(spanId, out var id) || id == 0)
            refusals.Add("span_id is not 8 bytes, or all zero");
        else if (!RecordId.TryReadSpan(parentId, out var parent))
            refusals.Add("parent_span_id is neither empty nor 8 bytes");
        else if (start is 0 or > long.MaxValue || end > long.MaxValue)
            refusals.Add("start_time_unix_nano is missing, or a time is past the year 2262");
        else if (!shallow)
            refusals.Add(AttributeShape.TooDeep);
        else
            batch.Spans.Add(new(origin, message, trace, id, parent, (long)start, (long)end, kind, status, name));
    }

    private static bool CheckEvent(ReadOnlySpan<byte> message)
    {
        var shallow = true;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.ReadFixed64();
                    break;
                case 2:
                    reader.ReadBytes();
                    break;
                case 3:
                    shallow &= AttributeShape.CheckPair(reader.ReadBytes());
                    break;
                case 4:
                    reader.ReadVarint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return shallow;
    }

    private static bool CheckLink(ReadOnlySpan<byte> message)
    {
        var shallow = true;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 or 2 or 3:
                    reader.ReadBytes();
                    break;
                case 4:
                    shallow &= AttributeShape.CheckPair(reader.ReadBytes());
                    break;
                case 5:
                    reader.ReadVarint();
                    break;
                case 6:
                    reader.ReadFixed32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return shallow;
    }

    private static SpanStatus ReadStatus(ReadOnlySpan<byte> message)
    {
        var code = SpanStatus.Unset;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                reader.ReadBytes();
            else if (reader.Field == 3)
                code = (SpanStatus)(int)reader.ReadVarint();
            else
                reader.Skip();
        }

        return code;
    }
}
