using System.Buffers.Binary;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Takes a log record apart into its columns.</summary>
internal static class LogColumns
{
    /// <summary>Adds a row.</summary>
    /// <param name="columns">Where it is added.</param>
    /// <param name="payload">The bytes that the record is in.</param>
    /// <param name="log">The record.</param>
    /// <param name="resource">The row of its resource.</param>
    /// <param name="scope">The row of its scope.</param>
    /// <param name="arrivedMillis">When it came.</param>
    public static void Add(ColumnsBuilder columns, ReadOnlySpan<byte> payload, in LogRecord log, long resource, long scope, long arrivedMillis)
    {
        columns.AddRow();
        columns.Set(OwnColumn.Resource, resource);
        columns.Set(OwnColumn.Scope, scope);
        columns.Set(OwnColumn.Time, log.Nanos);
        columns.Set(OwnColumn.Severity, log.Severity);
        columns.Set(OwnColumn.Span, log.SpanId);
        columns.Set(OwnColumn.Arrived, arrivedMillis);
        if (log.TraceId != 0)
        {
            Span<byte> trace = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(trace, log.TraceId);
            columns.Set(OwnColumn.Trace, trace, isText: false);
        }

        AddParts(columns, log.Body.Of(payload));
    }

    private static void AddParts(ColumnsBuilder columns, ReadOnlySpan<byte> record)
    {
        var position = 0;
        ReadOnlySpan<byte> severity = default, eventName = default, body = default;
        var reader = new ProtobufReader(record);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3:
                    severity = reader.ReadBytes();
                    break;
                case 5:
                    body = reader.ReadBytes();
                    break;
                case 6:
                    AttributeColumns.Add(columns, position++, reader.ReadBytes());
                    break;
                case 12:
                    eventName = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (severity.Length > 0)
            columns.Set(OwnColumn.SeverityText, severity, isText: true);
        if (eventName.Length > 0)
            columns.Set(OwnColumn.EventName, eventName, isText: true);
        columns.Set(OwnColumn.Body, AttributeColumns.Text(body, out var isText), isText);
    }
}
