using static Cruddur.Dashboard.Otlp.Json.OtlpKind;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>The export requests, as tables: resources, in them scopes, in them records.</summary>
internal static class RequestShapes
{
    public static readonly OtlpShape Traces = Request("resourceSpans", "scopeSpans", "spans", OtlpShapes.Span);

    public static readonly OtlpShape Logs = Request("resourceLogs", "scopeLogs", "logRecords", OtlpShapes.LogRecord);

    public static readonly OtlpShape Metrics = Request("resourceMetrics", "scopeMetrics", "metrics", MetricShapes.Metric);

    private static OtlpShape Request(string resources, string scopes, string records, OtlpShape record)
    {
        var scope = new OtlpShape(
            new(1, "scope", Message, Of: () => OtlpShapes.Scope),
            new(2, records, Message, Repeated: true, () => record),
            new(3, "schemaUrl", Text));
        var resource = new OtlpShape(
            new(1, "resource", Message, Of: () => OtlpShapes.Resource),
            new(2, scopes, Message, Repeated: true, () => scope),
            new(3, "schemaUrl", Text));
        return new(new OtlpField(1, resources, Message, Repeated: true, () => resource));
    }
}
