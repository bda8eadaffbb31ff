using System.Globalization;
using System.Text.Json;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>One request to an OTLP receiver, its body as OTLP JSON.</summary>
internal sealed record ReceivedExport(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Document);

/// <summary>A span as it arrived. Attributes and events are in text, so that whole values can be compared.</summary>
internal sealed record ReceivedSpan(
    IReadOnlyDictionary<string, string> Resource,
    string Source,
    string TraceId,
    string SpanId,
    string ParentSpanId,
    string Name,
    int Status,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Events)
{
    public static IEnumerable<ReceivedSpan> In(JsonElement document) =>
        from resource in OtlpText.Items(document, "resourceSpans")
        from scope in OtlpText.Items(resource, "scopeSpans")
        from span in OtlpText.Items(scope, "spans")
        select new ReceivedSpan(
            OtlpText.Attributes(resource.GetProperty("resource")),
            OtlpText.Of(scope.GetProperty("scope"), "name"),
            OtlpText.Of(span, "traceId"),
            OtlpText.Of(span, "spanId"),
            OtlpText.Of(span, "parentSpanId"),
            OtlpText.Of(span, "name"),
            span.TryGetProperty("status", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            OtlpText.Attributes(span),
            [.. OtlpText.Items(span, "events").Select(e => $"{OtlpText.Of(e, "name")} {OtlpText.Attributes(e).GetValueOrDefault("exception.type") ?? OtlpText.Attributes(e).GetValueOrDefault("rollbar.occurrence.uuid")}".TrimEnd())]);

    /// <summary>The attributes named, as one line each.</summary>
    public string Shown(params string[] keys) => string.Join('\n', keys.Where(Attributes.ContainsKey).Select(key => $"{key}={Attributes[key]}"));
}

/// <summary>A log record as it arrived.</summary>
internal sealed record ReceivedLog(string Category, int Severity, string Body, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes)
{
    public static IEnumerable<ReceivedLog> In(JsonElement document) =>
        from resource in OtlpText.Items(document, "resourceLogs")
        from scope in OtlpText.Items(resource, "scopeLogs")
        from log in OtlpText.Items(scope, "logRecords")
        select new ReceivedLog(
            OtlpText.Of(scope.GetProperty("scope"), "name"),
            log.GetProperty("severityNumber").GetInt32(),
            OtlpText.Value(log.GetProperty("body")),
            OtlpText.Of(log, "traceId"),
            OtlpText.Of(log, "spanId"),
            OtlpText.Attributes(log));
}

/// <summary>Reads OTLP JSON as text.</summary>
internal static class OtlpText
{
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) => element.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    public static string Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    public static Dictionary<string, string> Attributes(JsonElement element)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in Items(element, "attributes"))
            attributes.Add(Of(attribute, "key"), Value(attribute.GetProperty("value")));
        return attributes;
    }

    public static string Value(JsonElement value)
    {
        var kind = value.EnumerateObject().First().Value;
        return kind.ValueKind == JsonValueKind.Number ? kind.GetDouble().ToString(CultureInfo.InvariantCulture) : kind.ToString();
    }
}
