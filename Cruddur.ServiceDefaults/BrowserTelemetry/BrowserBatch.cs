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
    public const int MaxEvents = 8;
    public const int MaxStackLength = 8 * 1024;

    /// <summary>The one attribute that may be longer than others: an exception's stack, as the browser writes it.</summary>
    public const string StackKey = "exception.stacktrace";

    // What the server says of a span, and no page: its weight, who sent it, how it was decided.
    private static readonly string[] Reserved = ["SampleRate", "service.", "aws.", "rollbar.", "telemetry.", "trace.", "meta."];

    private static readonly string UnsoundAttribute =
        $"An attribute has a key of 1 to {MaxNameLength} characters and one value, a text of at most {MaxTextLength} ({MaxStackLength} for {StackKey}), a number or a truth value. No key comes twice, or is one that only the server may set.";

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
        _ when !AreSound(span.Attributes) => UnsoundAttribute,
        _ when span.Events is { Count: > MaxEvents } => $"A span has at most {MaxEvents} events.",
        _ => span.Events?.Select(ProblemOf).FirstOrDefault(found => found is not null),
    };

    private static string? ProblemOf(BrowserEvent? occurred) => occurred switch
    {
        { Name: not { Length: > 0 and <= MaxNameLength } } or null => $"An event's name is not 1 to {MaxNameLength} characters long.",
        { TimeUnixNano: 0 } => "An event has no time.",
        { Attributes.Count: > MaxAttributes } => $"An event has at most {MaxAttributes} attributes.",
        _ when !AreSound(occurred.Attributes) => UnsoundAttribute,
        _ => null,
    };

    private static bool AreSound(IReadOnlyList<BrowserAttribute?>? attributes) =>
        attributes is null || (attributes.All(IsSound) && attributes.DistinctBy(attribute => attribute!.Key, StringComparer.Ordinal).Count() == attributes.Count);

    private static bool IsSound(BrowserAttribute? attribute) =>
        attribute is { Key: { Length: > 0 and <= MaxNameLength } key, Value: { } value } &&
        !Array.Exists(Reserved, reserved => key.StartsWith(reserved, StringComparison.OrdinalIgnoreCase)) &&
        !(value.StringValue?.Length > (attribute.Key == StackKey ? MaxStackLength : MaxTextLength)) &&
        (value.DoubleValue is not { } number || double.IsFinite(number)) &&
        new object?[] { value.StringValue, value.IntValue, value.DoubleValue, value.BoolValue }.Count(kind => kind is not null) == 1;

    private static bool IsId(string? text, int length) => text?.Length == length && Hex.IsLowerCase(text) && !Hex.IsZeros(text);
}
