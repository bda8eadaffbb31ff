using System.Text.Json;
using Cruddur.ServiceDefaults.Propagation;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Reads what a page sent, and takes it whole or not at all: only this site's own script has a reason to send anything.</summary>
internal static class BrowserBatch
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxSpans = 128;
    public const int MaxAttributes = 32;
    public const int MaxNameLength = 200;
    public const int MaxTextLength = 1024;

    // Numbers may come as text, as 64-bit ones do in OTLP JSON.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    /// <summary>The spans of a body, or what is wrong with them.</summary>
    public static (IReadOnlyList<BrowserSpan> Spans, string? Problem) Read(ReadOnlySpan<byte> body)
    {
        BrowserExport? export;
        try
        {
            export = JsonSerializer.Deserialize<BrowserExport>(body, Json);
        }
        catch (JsonException error)
        {
            return ([], $"The body is no OTLP JSON: {error.Path ?? "$"} at byte {error.BytePositionInLine}.");
        }

        BrowserSpan?[] spans = [.. (export?.ResourceSpans ?? []).SelectMany(resource => resource?.ScopeSpans ?? []).SelectMany(scope => scope?.Spans ?? [])];
        if (spans.Length is 0 or > MaxSpans)
            return ([], $"A batch holds 1 to {MaxSpans} spans; this one has {spans.Length}.");

        var problem = spans.Select(ProblemOf).FirstOrDefault(found => found is not null);
        return problem is null ? ([.. spans.OfType<BrowserSpan>()], null) : ([], problem);
    }

    private static string? ProblemOf(BrowserSpan? span) => span switch
    {
        null => "A span is null.",
        _ when !IsId(span.TraceId, 32) => "traceId is not 32 lower-case hex digits.",
        _ when !IsId(span.SpanId, 16) => "spanId is not 16 lower-case hex digits.",
        _ when !string.IsNullOrEmpty(span.ParentSpanId) && !IsId(span.ParentSpanId, 16) => "parentSpanId is not 16 lower-case hex digits.",
        _ when span.Name is not { Length: > 0 and <= MaxNameLength } => $"name is not 1 to {MaxNameLength} characters long.",
        _ when span.Kind is < 0 or > 5 => "kind is not from 0 to 5.",
        _ when span.StartTimeUnixNano == 0 || span.EndTimeUnixNano < span.StartTimeUnixNano => "The span ends before it starts.",
        _ when span.Status is { Code: < 0 or > 2 } or { Message.Length: > MaxTextLength } => "status is no status.",
        _ when span.Attributes is { Count: > MaxAttributes } => $"A span has at most {MaxAttributes} attributes.",
        _ when span.Attributes?.All(IsSound) == false => $"An attribute has a key of 1 to {MaxNameLength} characters and one value, a text of at most {MaxTextLength}, a number or a truth value.",
        _ => null,
    };

    private static bool IsSound(BrowserAttribute? attribute) =>
        attribute is { Key: { Length: > 0 and <= MaxNameLength }, Value: { } value } &&
        value.StringValue is not { Length: > MaxTextLength } &&
        (value.DoubleValue is not { } number || double.IsFinite(number)) &&
        new object?[] { value.StringValue, value.IntValue, value.DoubleValue, value.BoolValue }.Count(kind => kind is not null) == 1;

    private static bool IsId(string? text, int length) => text?.Length == length && Hex.IsLowerCase(text) && !Hex.IsZeros(text);
}
