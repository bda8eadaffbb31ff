using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads a log record from the protobuf it is stored in.</summary>
internal static class LogDecoder
{
    public static LogEntry Log(StoredRecord record)
    {
        long written = 0, observed = 0;
        var severity = 0;
        string severityText = "", eventName = "";
        string? traceId = null, spanId = null;
        var body = TelemetryValue.Empty;
        var flags = 0U;
        var reader = new ProtobufReader(record.Body);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    written = (long)reader.ReadFixed64();
                    break;
                case 2:
                    severity = (int)reader.ReadVarint();
                    break;
                case 3:
                    severityText = ValueDecoder.Text(ref reader);
                    break;
                case 5:
                    body = ValueDecoder.Value(reader.ReadBytes());
                    break;
                case 8:
                    flags = reader.ReadFixed32();
                    break;
                case 9:
                    traceId = Id(reader.ReadBytes());
                    break;
                case 10:
                    spanId = Id(reader.ReadBytes());
                    break;
                case 11:
                    observed = (long)reader.ReadFixed64();
                    break;
                case 12:
                    eventName = ValueDecoder.Text(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new()
        {
            Id = record.Id,
            Nanos = written,
            ObservedNanos = observed == 0 ? record.Nanos : observed,
            SeverityNumber = severity,
            SeverityText = severityText,
            Body = body,
            EventName = eventName,
            TraceId = traceId,
            SpanId = spanId,
            Flags = flags,
            Attributes = ValueDecoder.Attributes(record.Body, field: 6),
            Resource = record.Resource.Value,
            Scope = record.Scope.Value,
        };
    }

    // No id is sent as no bytes, or as all zeroes.
    private static string? Id(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(bytes) : null;
}
