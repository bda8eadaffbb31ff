using System.Text.Json;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>
/// Maps a log event to the JSON document that stands in CloudWatch as one message, so that Logs Insights finds its fields by name:
/// <code>
/// {"timestamp":"2026-01-02T03:04:05.678Z","level":"Information","message":"Showing 7","template":"Showing {Uuid}","logger":"Cruddur.Api","event_id":1,"event_name":"Showing",
///  "service":"api","trace_id":"32 hex","span_id":"16 hex","xray_trace_id":"1-8hex-24hex","properties":{"Uuid":7},"exception":{"type","message","stack"}}
/// </code>
/// </summary>
/// <remarks>
/// Fields without a value are left out. The names of the ids are those that Application Signals injects; X-Ray's trace page finds the lines by the text of the id, in either form.
/// Used by one thread.
/// </remarks>
internal sealed class LogEventDocument(string service, ShownLog shown)
{
    public void Write(Utf8JsonWriter json, LogEvent logEvent)
    {
        var scrubbed = shown.Of(logEvent).Event;
        json.WriteStartObject();
        WriteHead(json, scrubbed);
        WriteProperties(json, scrubbed);
        if (scrubbed.Exception is { } error)
            WriteException(json, error);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteString("timestamp", logEvent.Timestamp.UtcDateTime);
        json.WriteString("level", LevelNames.Of(logEvent.Level));
        json.WriteString("message", shown.Message);
        json.WriteString("template", logEvent.MessageTemplate.Text);
        if (Text(logEvent, "SourceContext") is { } logger)
            json.WriteString("logger", logger);
        if (logEvent.Properties.TryGetValue("EventId", out var id) && id is StructureValue eventId)
            WriteEventId(json, eventId);
        json.WriteString("service", service);
        WriteIds(json, logEvent);
    }

    /// <summary>What ties a message to its trace.</summary>
    public static void WriteIds(Utf8JsonWriter json, LogEvent logEvent)
    {
        if (logEvent.TraceId is not { } traceId)
            return;
        json.WriteString("trace_id", traceId.ToHexString());
        if (logEvent.SpanId is { } spanId)
            json.WriteString("span_id", spanId.ToHexString());
        json.WriteString("xray_trace_id", XRayTraceId.Of(traceId));
    }

    private static void WriteEventId(Utf8JsonWriter json, StructureValue eventId)
    {
        foreach (var property in eventId.Properties)
        {
            if (property is { Name: "Id", Value: ScalarValue { Value: int number } })
                json.WriteNumber("event_id", number);
            else if (property is { Name: "Name", Value: ScalarValue { Value: string name } })
                json.WriteString("event_name", name);
        }
    }

    private static void WriteProperties(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteStartObject("properties");
        foreach (var (key, value) in logEvent.Properties)
        {
            if (key is XRayTraceIdEnricher.Property or "SourceContext" or "EventId")
                continue;
            json.WritePropertyName(key);
            LogValueWriter.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteException(Utf8JsonWriter json, Exception error)
    {
        json.WriteStartObject("exception");
        json.WriteString("type", error.GetType().FullName);
        json.WriteString("message", Scrubber.Text(error.Message));
        json.WriteString("stack", Scrubber.Text(error.ToString()));
        json.WriteEndObject();
    }

    private static string? Text(LogEvent logEvent, string property) =>
        logEvent.Properties.TryGetValue(property, out var value) && value is ScalarValue { Value: string text } ? text : null;
}
