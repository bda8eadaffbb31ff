using System.Text.Json;

namespace Cruddur.Dashboard.Store;

/// <summary>A key with its value, as OTLP's <c>KeyValue</c>.</summary>
public sealed record TelemetryAttribute(string Key, TelemetryValue Value)
{
    /// <summary>Writes <c>{"key":"a","value":{"stringValue":"b"}}</c>.</summary>
    public void WriteOtlpTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("key", Key);
        json.WritePropertyName("value");
        Value.WriteOtlpTo(json);
        json.WriteEndObject();
    }
}
