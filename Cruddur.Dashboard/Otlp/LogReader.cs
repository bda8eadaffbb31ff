using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Reads a log record from the wire as far as the store needs it, and checks the rest.</summary>
internal static class LogReader
{
    public static void Read(TelemetryBatch batch, RecordOrigin origin, Slice message, Refusals refusals)
    {
        var severity = 0;
        var shallow = true;
        ReadOnlySpan<byte> traceId = default, spanId = default;
        ulong written = 0, observed = 0;
        var reader = new ProtobufReader(batch.Payload, message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    written = reader.ReadFixed64();
                    break;
                case 2:
                    severity = (int)reader.ReadVarint();
                    break;
                case 3 or 12:
                    reader.ReadBytes();
                    break;
                case 5:
                    shallow &= AttributeShape.CheckValue(reader.ReadBytes());
                    break;
                case 6:
                    shallow &= AttributeShape.CheckPair(reader.ReadBytes());
                    break;
                case 7:
                    reader.ReadVarint();
                    break;
                case 8:
                    reader.ReadFixed32();
                    break;
                case 9:
                    traceId = reader.ReadBytes();
                    break;
                case 10:
                    spanId = reader.ReadBytes();
                    break;
                case 11:
                    observed = reader.ReadFixed64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!RecordId.TryReadTrace(traceId, out var trace))
            refusals.Add("trace_id is neither empty nor 16 bytes");
        else if (!RecordId.TryReadSpan(spanId, out var span))
            refusals.Add("span_id is neither empty nor 8 bytes");
        else if (written > long.MaxValue || observed > long.MaxValue)
            refusals.Add("a time is past the year 2262");
        else if (!shallow)
            refusals.Add(AttributeShape.TooDeep);
        else
            batch.Logs.Add(new(origin, message, Time(written, observed, batch.ArrivedMillis), severity, trace, span));
    }

    private static long Time(ulong written, ulong observed, long arrivedMillis) => (written, observed) switch
    {
        ( > 0, _) => (long)written,
        (_, > 0) => (long)observed,
        _ => arrivedMillis * 1_000_000,
    };
}
