using Serilog.Events;
using Serilog.Parsing;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>Takes secrets out of log events: of their values by key and form, and so of the messages that repeat those values. Exceptions, and the rendered message, are left to whoever writes them as text.</summary>
internal static class ScrubbedLog
{
    /// <summary>The event as it may be shown; the same instance where nothing has to be hidden.</summary>
    public static LogEvent Of(LogEvent logEvent)
    {
        Dictionary<string, LogEventPropertyValue>? changed = null;
        foreach (var (key, value) in logEvent.Properties)
        {
            var scrubbed = Value(key, value);
            if (!ReferenceEquals(scrubbed, value))
                (changed ??= new(logEvent.Properties, StringComparer.Ordinal))[key] = scrubbed;
        }

        var template = Scrubber.Text(logEvent.MessageTemplate.Text);
        if (changed is null && ReferenceEquals(template, logEvent.MessageTemplate.Text))
            return logEvent;

        return new LogEvent(
            logEvent.Timestamp,
            logEvent.Level,
            logEvent.Exception,
            ReferenceEquals(template, logEvent.MessageTemplate.Text) ? logEvent.MessageTemplate : new MessageTemplateParser().Parse(template),
            (changed ?? logEvent.Properties).Select(pair => new LogEventProperty(pair.Key, pair.Value)),
            logEvent.TraceId ?? default,
            logEvent.SpanId ?? default);
    }

    private static LogEventPropertyValue Value(string key, LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => Scalar(key, scalar),
        _ when Scrubber.IsSecret(key) => new ScalarValue(Scrubber.Mask),
        StructureValue structure when Changed(structure.Properties, Property) is { } properties => new StructureValue(properties, structure.TypeTag),
        SequenceValue sequence => Sequence(key, sequence),
        DictionaryValue dictionary when Changed([.. dictionary.Elements], Entry) is { } entries => new DictionaryValue(entries),
        _ => value,
    };

    // Apart from the others: what its lambda captures would be made for each of them too.
    private static SequenceValue Sequence(string key, SequenceValue sequence) =>
        Changed(sequence.Elements, element => Value(key, element)) is { } elements ? new SequenceValue(elements) : sequence;

    private static ScalarValue Scalar(string key, ScalarValue scalar)
    {
        var value = Scrubber.Value(key, scalar.Value);
        return Equals(value, scalar.Value) || (scalar.Value is Uri url && value is string text && text == url.ToString()) ? scalar : new ScalarValue(value);
    }

    private static LogEventProperty Property(LogEventProperty property)
    {
        var value = Value(property.Name, property.Value);
        return ReferenceEquals(value, property.Value) ? property : new LogEventProperty(property.Name, value);
    }

    private static KeyValuePair<ScalarValue, LogEventPropertyValue> Entry(KeyValuePair<ScalarValue, LogEventPropertyValue> entry) =>
        new(entry.Key, Value(entry.Key.Value?.ToString() ?? "", entry.Value));

    private static List<T>? Changed<T>(IReadOnlyList<T> items, Func<T, T> scrub)
    {
        List<T>? changed = null;
        for (var index = 0; index < items.Count; index++)
        {
            var scrubbed = scrub(items[index]);
            if (!EqualityComparer<T>.Default.Equals(scrubbed, items[index]))
                (changed ??= [.. items])[index] = scrubbed;
        }

        return changed;
    }
}
