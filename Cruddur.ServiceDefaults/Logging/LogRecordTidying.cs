using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Puts what comes from Serilog as properties into the record's own fields: message, category and event.</summary>
internal sealed class LogRecordTidying : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Attributes is not { Count: > 0 } attributes)
            return;

        var kept = new List<KeyValuePair<string, object?>>(attributes.Count);
        foreach (var attribute in attributes)
        {
            if (attribute is { Key: RenderedMessageEnricher.Property, Value: string message })
                data.FormattedMessage = message;
            else if (attribute.Key is not ("SourceContext" or "EventId"))
                kept.Add(attribute);
        }

        data.Attributes = kept;
    }
}
