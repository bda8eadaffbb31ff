using System.Text.Json.Serialization;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>An item as Rollbar takes it, but for its envelope: <c>{"data":{…}}</c>. What is null is left out.</summary>
/// <remarks>https://docs.rollbar.com/reference/create-item</remarks>
internal sealed record RollbarItem
{
    public required string Environment { get; init; }

    public required RollbarBody Body { get; init; }

    /// <summary>critical, error, warning, info or debug.</summary>
    public required string Level { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long Timestamp { get; init; }

    public string? CodeVersion { get; init; }

    public string? Platform { get; init; }

    public string? Language { get; init; }

    public string? Framework { get; init; }

    /// <summary>The part of the application: the request's route.</summary>
    public string? Context { get; init; }

    public RollbarRequest? Request { get; init; }

    public RollbarPerson? Person { get; init; }

    public RollbarServer? Server { get; init; }

    public RollbarClientFacts? Client { get; init; }

    public IReadOnlyDictionary<string, object?>? Custom { get; init; }

    /// <summary>Set only where Rollbar's own grouping would make a group of each occurrence.</summary>
    public string? Fingerprint { get; init; }

    public string? Title { get; init; }

    /// <summary>32 hex digits.</summary>
    public required string Uuid { get; init; }

    /// <summary>W3C's form.</summary>
    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    /// <summary>Where rollbar.js 3.1 has the two ids.</summary>
    public IReadOnlyList<RollbarAttribute>? Attributes => TraceId is null ? null : [new("trace_id", TraceId), new("span_id", SpanId)];

    public RollbarNotifier Notifier { get; init; } = RollbarNotifier.Own;

    [JsonIgnore]
    public RollbarOrigins Origin { get; init; } = RollbarOrigins.Server;
}

/// <summary>Exactly one of the three.</summary>
internal sealed record RollbarBody(RollbarTrace? Trace = null, IReadOnlyList<RollbarTrace>? TraceChain = null, RollbarMessage? Message = null);

/// <summary>An exception with its frames, the innermost call last. In a chain the outermost exception is the first.</summary>
internal sealed record RollbarTrace(IReadOnlyList<RollbarFrame> Frames, RollbarException Exception);

internal sealed record RollbarFrame(
    string Filename, [property: JsonPropertyName("lineno")] int? Line, [property: JsonPropertyName("colno")] int? Column, string? Method);

internal sealed record RollbarException(string Class, string? Message);

internal sealed record RollbarMessage(string Body);

internal sealed record RollbarRequest
{
    public string? Url { get; init; }

    public string? Method { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The route's.</summary>
    public IReadOnlyDictionary<string, string>? Params { get; init; }

    public string? QueryString { get; init; }

    public string? UserIp { get; init; }
}

internal sealed record RollbarAttribute(string Key, string? Value);

internal sealed record RollbarPerson(string Id, string? Username);

internal sealed record RollbarServer(string Host, string? Root);

internal sealed record RollbarClientFacts(RollbarJavaScript Javascript);

internal sealed record RollbarJavaScript(string? Browser, string? CodeVersion);

internal sealed record RollbarNotifier(string Name, string Version)
{
    public static readonly RollbarNotifier Own = new("cruddur", typeof(RollbarNotifier).Assembly.GetName().Version?.ToString(3) ?? "0");
}
