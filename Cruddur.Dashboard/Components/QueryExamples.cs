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
}
