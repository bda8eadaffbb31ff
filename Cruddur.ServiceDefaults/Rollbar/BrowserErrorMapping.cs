using System.Diagnostics;
using Cruddur.ServiceDefaults.BrowserTelemetry;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Turns an exception event of a page's span into an item with the browser's own frames.</summary>
internal static class BrowserErrorMapping
{
    /// <summary>The name of the event (OpenTelemetry's conventions for exceptions).</summary>
    public const string Event = "exception";

    private const int MaxText = 1024;
    private const int MaxTitle = 255;

    public static RollbarItem Map(string uuid, BrowserSpan span, BrowserEvent thrown, RequestFacts sentBy, ServiceFacts service, DateTimeOffset now)
    {
        var type = Scrubber.Text(Text(thrown.Attributes, "exception.type") ?? "Error");
        var message = Scrubber.Text(Text(thrown.Attributes, "exception.message") ?? "");
        var frames = JavaScriptStack.Frames(Text(thrown.Attributes, BrowserBatch.StackKey) ?? "");
        var browser = sentBy.Request.Headers?.GetValueOrDefault("User-Agent");
        return new RollbarItem
        {
            Environment = service.Environment,
            Body = new RollbarBody(Trace: new RollbarTrace([.. frames.Select(Scrubbed)], new RollbarException(type, message))),
            Level = "error",
            // The browser's clock may be anywhere: when the page's word came is what the others go by.
            Timestamp = now.ToUnixTimeSeconds(),
            CodeVersion = service.Version,
            Platform = "browser",
            Language = "javascript",
            Framework = "browser-js",
            Context = Text(span.Attributes, "url.path") is { } path ? Scrubber.Text(path) : null,
            Request = new RollbarRequest { Url = Text(span.Attributes, "url.full") is { } url ? QueryText.ScrubbedUrl(url) : null },
            Person = sentBy.Person,
            Client = new RollbarClientFacts(new RollbarJavaScript(browser, service.Version)),
            Custom = Custom(span),
            Title = Shortened.Text($"{type}: {message}".ReplaceLineEndings(" "), MaxTitle),
            Uuid = uuid,
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            Origin = RollbarOrigins.Browser,
        };
    }

    private static Dictionary<string, object?> Custom(BrowserSpan span) => new(StringComparer.Ordinal)
    {
        ["service"] = "browser",
        ["trace_id"] = span.TraceId,
        ["xray_trace_id"] = XRayTraceId.Of(ActivityTraceId.CreateFromString(span.TraceId)),
        ["span_id"] = span.SpanId,
        ["kind"] = span.Name,
    };

    private static RollbarFrame Scrubbed(RollbarFrame frame) => frame with { Filename = QueryText.ScrubbedUrl(frame.Filename) };

    private static string? Text(IReadOnlyList<BrowserAttribute?>? attributes, string key) =>
        attributes?.FirstOrDefault(attribute => attribute!.Key == key)?.Value?.StringValue is { } text
            ? Shortened.Text(text, key == BrowserBatch.StackKey ? BrowserBatch.MaxStackLength : MaxText)
            : null;
}
