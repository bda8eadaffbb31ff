using System.Text.Json;

namespace Cruddur.Tests.EndToEnd;

/// <summary>What the tests ask of a span, read from OTLP JSON.</summary>
internal sealed record SeenSpan(string Service, string TraceId, string SpanId, string? ParentSpanId, string Name)
{
    /// <summary>The spans of one <c>resourceSpans</c> document.</summary>
    public static IEnumerable<SeenSpan> In(JsonElement document) =>
        from resource in document.GetProperty("resourceSpans").EnumerateArray()
        let service = OtlpJson.ServiceOf(resource)
        from scope in resource.GetProperty("scopeSpans").EnumerateArray()
        from span in scope.GetProperty("spans").EnumerateArray()
        select new SeenSpan(
            service,
            span.GetProperty("traceId").GetString()!,
            span.GetProperty("spanId").GetString()!,
            OtlpJson.Text(span, "parentSpanId"),
            span.GetProperty("name").GetString()!);

    public bool IsChildOf(SeenSpan parent) => TraceId == parent.TraceId && ParentSpanId == parent.SpanId;
}
