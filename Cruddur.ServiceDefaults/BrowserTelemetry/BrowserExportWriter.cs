using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Writes a page's spans as OTLP JSON under a resource that the server vouches for.</summary>
internal static class BrowserExportWriter
{
    public const string ServiceName = "browser";

    public static byte[] Write(IReadOnlyList<BrowserSpan> spans, ServiceResource server, string? userAgent)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceSpans");
            json.WriteStartObject();
            WriteResource(json, server, userAgent);
            json.WriteStartArray("scopeSpans");
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteString("name", "Cruddur.Browser");
            json.WriteEndObject();
            json.WriteStartArray("spans");
            foreach (var span in spans)
                WriteSpan(json, span);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteResource(Utf8JsonWriter json, ServiceResource server, string? userAgent)
    {
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        WriteText(json, "service.name", ServiceName);
        WriteText(json, "service.version", server.Version);
        WriteText(json, "deployment.environment.name", server.EnvironmentName);
        WriteText(json, "telemetry.sdk.language", "webjs");
        if (!string.IsNullOrEmpty(userAgent))
            WriteText(json, "user_agent.original", userAgent.Length > BrowserBatch.MaxTextLength ? userAgent[..BrowserBatch.MaxTextLength] : userAgent);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, BrowserSpan span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", span.TraceId);
        json.WriteString("spanId", span.SpanId);
        if (!string.IsNullOrEmpty(span.ParentSpanId))
            json.WriteString("parentSpanId", span.ParentSpanId);
        json.WriteString("name", span.Name);
        json.WriteNumber("kind", span.Kind);
        json.WriteString("startTimeUnixNano", span.StartTimeUnixNano.ToString(CultureInfo.InvariantCulture));
        json.WriteString("endTimeUnixNano", span.EndTimeUnixNano.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("attributes");
        foreach (var attribute in span.Attributes ?? [])
            WriteAttribute(json, attribute!.Key!, attribute.Value!);
        json.WriteEndArray();
        json.WriteStartObject("status");
        if (span.Status is { Code: > 0 } status)
            json.WriteNumber("code", status.Code);
        if (span.Status?.Message is { Length: > 0 } message)
            json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string key, string value) => WriteAttribute(json, key, new BrowserValue(value, null, null, null));

    private static void WriteAttribute(Utf8JsonWriter json, string key, BrowserValue value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        if (value.StringValue is { } text)
            json.WriteString("stringValue", text);
        else if (value.IntValue is { } whole)
            json.WriteString("intValue", whole.ToString(CultureInfo.InvariantCulture));
        else if (value.DoubleValue is { } number)
            json.WriteNumber("doubleValue", number);
        else if (value.BoolValue is { } truth)
            json.WriteBoolean("boolValue", truth);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
