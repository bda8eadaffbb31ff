using System.Text.Encodings.Web;
using System.Text.Json;
using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>Spans, log records or metrics as an OTLP JSON document: by resource, in it by scope, each in the order of its first record.</summary>
internal sealed record TelemetryDocument(string Resources, string Scopes, string Records, OtlpShape Shape)
{
    public static readonly TelemetryDocument Spans = new("resourceSpans", "scopeSpans", "spans", OtlpShapes.Span);

    public static readonly TelemetryDocument Logs = new("resourceLogs", "scopeLogs", "logRecords", OtlpShapes.LogRecord);

    public static readonly TelemetryDocument Metrics = new("resourceMetrics", "scopeMetrics", "metrics", MetricShapes.Metric);

    /// <summary>Quotes and the like stand as they are: the answer is never part of a page.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"resourceSpans":[…]}</c>.</summary>
    public void Write(Utf8JsonWriter json, IEnumerable<StoredRecord> records)
    {
        json.WriteStartObject();
        json.WriteStartArray(Resources);
        foreach (var resource in records.GroupBy(record => record.Resource.Id))
        {
            json.WriteStartObject();
            json.WritePropertyName("resource");
            OtlpJsonWriter.Write(json, resource.First().Resource.Body, OtlpShapes.Resource);
            WriteScopes(json, resource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteScopes(Utf8JsonWriter json, IEnumerable<StoredRecord> records)
    {
        json.WriteStartArray(Scopes);
        foreach (var scope in records.GroupBy(record => record.Scope.Id))
        {
            json.WriteStartObject();
            json.WritePropertyName("scope");
            OtlpJsonWriter.Write(json, scope.First().Scope.Body, OtlpShapes.Scope);
            json.WriteStartArray(Records);
            foreach (var record in scope)
                OtlpJsonWriter.Write(json, record.Body, Shape);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
