using System.Globalization;
using Cruddur.ServiceDefaults.Logging;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Writes a log event as OTLP's <c>LogRecord</c>. Used by one thread.</summary>
internal sealed class LogWriter(ShownLog shown)
{
    public void Write(ProtobufWriter writer, LogEvent logEvent)
    {
        // The message repeats the values, those of secret keys too.
        var message = shown.Of(logEvent).Message;
        logEvent = shown.Event;
        var time = SpanWriter.UnixNanoseconds(logEvent.Timestamp.UtcDateTime);
        writer.WriteFixed64(1, time);
        writer.WriteVarint(2, (ulong)SeverityOf(logEvent.Level));
        writer.WriteString(3, LevelNames.Of(logEvent.Level));
        WriteBody(writer, message);
        foreach (var (key, value) in logEvent.Properties)
        {
            if (key is not ("SourceContext" or "EventId"))
                writer.WriteAttribute(6, key, Plain(value));
        }

        writer.WriteAttribute(6, "{OriginalFormat}", logEvent.MessageTemplate.Text);
        if (logEvent.Exception is { } exception)
        {
            writer.WriteAttribute(6, "exception.type", exception.GetType().FullName);
            writer.WriteAttribute(6, "exception.message", exception.Message);
            writer.WriteAttribute(6, "exception.stacktrace", exception.ToString());
        }

        WriteIds(writer, logEvent);
        writer.WriteFixed64(11, time);
    }

    private static void WriteIds(ProtobufWriter writer, LogEvent logEvent)
    {
        if (logEvent.TraceId is not { } traceId)
            return;

        Span<byte> id = stackalloc byte[16];
        traceId.CopyTo(id);
        writer.WriteBytes(9, id);
        if (logEvent.SpanId is not { } spanId)
            return;

        spanId.CopyTo(id[..8]);
        writer.WriteBytes(10, id[..8]);
    }

    private static void WriteBody(ProtobufWriter writer, string message)
    {
        var body = writer.Begin(5);
        writer.WriteString(1, message);
        writer.End(body);
    }

    private static object? Plain(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => scalar.Value,
        SequenceValue sequence => sequence.Elements.Select(Plain),
        StructureValue structure => structure.Properties.Select(property => KeyValuePair.Create(property.Name, Plain(property.Value))),
        DictionaryValue dictionary => dictionary.Elements.Select(
            pair => KeyValuePair.Create(Convert.ToString(pair.Key.Value, CultureInfo.InvariantCulture) ?? "", Plain(pair.Value))),
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    };

    private static int SeverityOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => 1,
        LogEventLevel.Debug => 5,
        LogEventLevel.Information => 9,
        LogEventLevel.Warning => 13,
        LogEventLevel.Error => 17,
        _ => 21,
    };
}
