using Cruddur.Dashboard.Query.Language;

namespace Cruddur.Dashboard.Query;

/// <summary>
/// The names of fields in a query line. Those of the records' own fields are in lower case; every other name, and one in quotes, is an attribute's key.
/// </summary>
internal static class FieldNames
{
    private const string ResourcePlace = "resource.";
    private const string EventPlace = "event.";

    private static readonly (string Name, FieldKind? OfSpans, FieldKind? OfLogs)[] Table =
    [
        ("service", FieldKind.Service, FieldKind.Service),
        ("name", FieldKind.Name, null),
        ("status", FieldKind.Status, null),
        ("level", null, FieldKind.Level),
        ("message", FieldKind.StatusMessage, FieldKind.Message),
        ("duration", FieldKind.Duration, null),
        ("time", FieldKind.Time, FieldKind.Time),
        ("kind", FieldKind.Kind, null),
        ("trace", FieldKind.TraceId, FieldKind.TraceId),
        ("span", FieldKind.SpanId, FieldKind.SpanId),
        ("parent", FieldKind.ParentId, null),
        ("event", FieldKind.EventName, FieldKind.EventName),
        ("scope", FieldKind.Scope, FieldKind.Scope),
    ];

    /// <summary>The words that join and negate terms.</summary>
    public static IReadOnlyList<string> Words { get; } = ["OR", "AND", "NOT"];

    /// <summary>The names of a target's own fields.</summary>
    public static IEnumerable<string> Own(QueryTarget target) => Table.Where(row => Kind(row, target) is not null).Select(row => row.Name);

    /// <summary>A field's name as it is written in a query line, in quotes where it would be read as something else.</summary>
    public static string Of(Field field) => field.Kind switch
    {
        FieldKind.Attribute => IsPlainKey(field.Key) ? field.Key : Quotes.Around(field.Key),
        FieldKind.ResourceAttribute => ResourcePlace + Key(field.Key),
        FieldKind.EventAttribute => EventPlace + Key(field.Key),
        _ => Table.First(row => row.OfSpans == field.Kind || row.OfLogs == field.Kind).Name,
    };

    /// <summary>The field of a name, with quotes or without.</summary>
    public static Field Find(string name, QueryTarget target)
    {
        if (Unquoted(name) is { } quoted)
            return new(FieldKind.Attribute, quoted);
        if (InPlace(name, ResourcePlace) is { } ofResource)
            return new(FieldKind.ResourceAttribute, ofResource);
        if (target == QueryTarget.Spans && InPlace(name, EventPlace) is { } ofEvent)
            return new(FieldKind.EventAttribute, ofEvent);
        return Kind(Table.FirstOrDefault(row => row.Name == name), target) is { } own ? new(own) : new(FieldKind.Attribute, name);
    }

    /// <summary>Whether a text is a place of attributes whose key is to follow: <c>resource.</c></summary>
    public static bool IsPlace(ReadOnlySpan<char> text) => text is ResourcePlace or EventPlace;

    private static FieldKind? Kind((string Name, FieldKind? OfSpans, FieldKind? OfLogs) row, QueryTarget target) =>
        target == QueryTarget.Spans ? row.OfSpans : row.OfLogs;

    private static string? InPlace(string name, string place) =>
        name.Length > place.Length && name.StartsWith(place, StringComparison.Ordinal) ? Unquoted(name[place.Length..]) ?? name[place.Length..] : null;

    private static string? Unquoted(string name)
    {
        if (!name.StartsWith('"'))
            return null;
        try
        {
            var at = 0;
            var text = Quotes.Read(name, ref at);
            return at == name.Length ? text : null;
        }
        catch (MalformedQueryException)
        {
            // A key that starts with a quote.
            return null;
        }
    }

    private static string Key(string key) => PlainText.IsWord(key) ? key : Quotes.Around(key);

    private static bool IsPlainKey(string key) =>
        PlainText.IsWord(key) && !Table.Any(row => row.Name == key) &&
        !key.StartsWith(ResourcePlace, StringComparison.Ordinal) && !key.StartsWith(EventPlace, StringComparison.Ordinal);
}
