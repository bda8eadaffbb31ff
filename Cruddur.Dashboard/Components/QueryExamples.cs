namespace Cruddur.Dashboard.Components;

/// <summary>Query lines to learn from, with what they mean.</summary>
public static class QueryExamples
{
    /// <summary>Of spans.</summary>
    public static IReadOnlyList<(string Query, string Meaning)> Spans { get; } =
    [
        ("service=api status=error", "a span of the service api failed"),
        ("duration>200ms time>=-15m", "a span took longer than that, within the last quarter of an hour"),
        ("http.route=/api/* -http.response.status_code<500", "an attribute like this, and another one not below 500"),
        ("(kind=server OR kind=consumer) \"out of memory\"", "one or the other, and a text anywhere: in a name, an id, an attribute or an event"),
        ("event.exception.type:Timeout", "an event's attribute contains the text"),
        ("resource.host.name:*", "whoever sent it has the attribute, whatever its value"),
    ];

    /// <summary>Of log records.</summary>
    public static IReadOnlyList<(string Query, string Meaning)> Logs { get; } =
    [
        ("level>=warning service=api", "warnings and worse of the service api"),
        ("message:\"timed out\" time>=-15m", "the message contains the text, within the last quarter of an hour"),
        ("{OriginalFormat}=\"Could not read *\"", "lines of one message template, whatever values were put into it"),
        ("exception.type:* -exception.type=System.OperationCanceledException", "an attribute that is there, and hasn't this value"),
        ("scope=Cruddur.Api.* (level=error OR level=critical)", "a logger's category like this, and one level or the other"),
        ("trace=6b000fcfeda5ba959f39fe0ce9a83d01", "what was written within a trace"),
    ];
}
