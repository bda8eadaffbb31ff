using System.Globalization;
using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>The properties of a log line as plain values without secrets: at most <see cref="MaxProperties"/>, four levels deep, texts of at most 1,024 characters.</summary>
internal static class PropertyValues
{
    private const int MaxProperties = 64;
    private const int MaxDepth = 4;
    private const int MaxText = 1024;

    // Said elsewhere in the item.
    private static readonly string[] Known = ["SourceContext", "EventId", "RenderedMessage", "XRayTraceId", "SpanId", "TraceId", "ParentId", "RequestPath", "ConnectionId"];

    public static Dictionary<string, object?>? Of(LogEvent logEvent)
    {
        var properties = Members(logEvent.Properties.Where(pair => !Known.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), depth: 0);
        return properties.Count == 0 ? null : properties;
    }

    private static Dictionary<string, object?> Members(IEnumerable<KeyValuePair<string, LogEventPropertyValue>> members, int depth)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in members.Take(MaxProperties))
            plain[Shortened.Text(key, MaxText)] = Scrubber.IsSecret(key) ? Scrubber.Mask : Plain(key, value, depth + 1);
        return plain;
    }

    private static object? Plain(string key, LogEventPropertyValue value, int depth) => value switch
    {
        ScalarValue scalar => Scalar(key, scalar.Value),
        _ when depth > MaxDepth => "…",
        SequenceValue sequence => sequence.Elements.Take(MaxProperties).Select(element => Plain(key, element, depth + 1)).ToList(),
        StructureValue structure => Members(structure.Properties.Select(property => KeyValuePair.Create(property.Name, property.Value)), depth),
        DictionaryValue dictionary => Members(dictionary.Elements.Select(pair => KeyValuePair.Create(Text(pair.Key.Value), pair.Value)), depth),
        _ => Scrubbed(value.ToString(null, CultureInfo.InvariantCulture)),
    };

    private static object? Scalar(string key, object? value) => Scrubber.Value(key, value) switch
    {
        null => null,
        bool truth => truth,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => value,
        float number when float.IsFinite(number) => number,
        double number when double.IsFinite(number) => number,
        string text => Scrubbed(text),
        var other => Scrubbed(Text(other)),
    };

    private static string Scrubbed(string text) => Shortened.Text(Scrubber.Text(text), MaxText);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
