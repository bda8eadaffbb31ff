using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// Turns what the service logged into an item. A line of level Error is an <c>error</c>, one of level Critical, which says that the service itself is lost, is
/// <c>critical</c>; an exception that nobody caught costs one request, and so is an <c>error</c>.
/// </summary>
internal static class RollbarMapping
{
    private const int MaxTitle = 255;
    private const int MaxMessage = 16 * 1024;

    // Far above what is kept: a secret that this cuts in two is left out with the rest.
    private const int MaxScrubbed = 64 * 1024;

    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public static RollbarItem Map(Occurrence occurrence, ServiceFacts service)
    {
        var logEvent = occurrence.LogEvent;
        // Once it stands in the text, a value can't be told by its key any more.
        var scrubbed = ScrubbedLog.Of(logEvent);
        var said = Said(scrubbed);
        return new RollbarItem
        {
            Environment = service.Environment,
            Body = occurrence.Exception is { } exception
                ? ExceptionTraces.BodyOf(exception)
                : new RollbarBody(Message: new RollbarMessage(Shortened.Text(said, MaxMessage))),
            Level = LevelOf(logEvent.Level),
            Timestamp = logEvent.Timestamp.ToUnixTimeSeconds(),
            CodeVersion = service.Version,
            Platform = service.Platform,
            Language = "c#",
            Framework = service.Framework,
            Context = occurrence.Request?.Route,
            Request = occurrence.Request?.Request,
            Person = occurrence.Request?.Person,
            Server = service.Server,
            Custom = Custom(occurrence, scrubbed, service, said),
            Fingerprint = occurrence.Exception is null ? Fingerprint(logEvent, occurrence.Request?.Route) : null,
            Title = TitleOf(occurrence.Exception, said),
            Uuid = occurrence.Uuid,
            TraceId = occurrence.TraceId?.ToHexString(),
            SpanId = occurrence.SpanId?.ToHexString(),
        };
    }

    /// <summary>The category of a line: the logger that wrote it.</summary>
    public static string? CategoryOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string category } ? category : null;

    /// <summary>The text without secrets; of a very long one the beginning.</summary>
    public static string Scrubbed(string text) => Scrubber.Text(Shortened.Text(text, MaxScrubbed));

    public static string LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => "critical",
        LogEventLevel.Error => "error",
        LogEventLevel.Warning => "warning",
        LogEventLevel.Information => "info",
        _ => "debug",
    };

    private static string Said(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, text);
        return Scrubbed(text.ToString());
    }

    private static string TitleOf(Exception? exception, string said) =>
        Shortened.Text(exception is null ? said : $"{exception.GetType().Name}: {Scrubbed(exception.Message)}".ReplaceLineEndings(" "), MaxTitle);

    private static Dictionary<string, object?> Custom(Occurrence occurrence, LogEvent scrubbed, ServiceFacts service, string said)
    {
        var custom = new Dictionary<string, object?>(StringComparer.Ordinal) { ["service"] = service.Service };
        if (occurrence.TraceId is { } traceId)
        {
            custom["trace_id"] = traceId.ToHexString();
            custom["xray_trace_id"] = XRayTraceId.Of(traceId);
        }

        if (occurrence.SpanId is { } spanId)
            custom["span_id"] = spanId.ToHexString();
        if (CategoryOf(occurrence.LogEvent) is { } category)
            custom["logger"] = category;
        if (occurrence.Exception is not null)
            custom["message"] = Shortened.Text(said, MaxMessage);
        if (occurrence.Repeats > 0)
            custom["repeats_left_out"] = occurrence.Repeats;
        if (PropertyValues.Of(scrubbed) is { } properties)
            custom["properties"] = properties;
        return custom;
    }

    // Rollbar groups messages by their whole text, in which there are durations and names: those of one template at one route are one group.
    private static string Fingerprint(LogEvent logEvent, string? route) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{CategoryOf(logEvent)}\n{logEvent.MessageTemplate.Text}\n{route}")).AsSpan(0, 16));
}
