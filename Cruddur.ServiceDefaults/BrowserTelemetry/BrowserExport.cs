namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>The part of OTLP JSON that a page may send; all else in a request is ignored.</summary>
internal sealed record BrowserExport(IReadOnlyList<BrowserResourceSpans?>? ResourceSpans);

internal sealed record BrowserResourceSpans(IReadOnlyList<BrowserScopeSpans?>? ScopeSpans);

internal sealed record BrowserScopeSpans(IReadOnlyList<BrowserSpan?>? Spans);

internal sealed record BrowserSpan(
    string? TraceId,
    string? SpanId,
    string? ParentSpanId,
    string? Name,
    int Kind,
    ulong StartTimeUnixNano,
    ulong EndTimeUnixNano,
    IReadOnlyList<BrowserAttribute?>? Attributes,
    BrowserStatus? Status,
    IReadOnlyList<BrowserEvent?>? Events = null);

internal sealed record BrowserStatus(int Code, string? Message);

internal sealed record BrowserEvent(string? Name, ulong TimeUnixNano, IReadOnlyList<BrowserAttribute?>? Attributes);

internal sealed record BrowserAttribute(string? Key, BrowserValue? Value);

internal sealed record BrowserValue(string? StringValue, long? IntValue, double? DoubleValue, bool? BoolValue);
