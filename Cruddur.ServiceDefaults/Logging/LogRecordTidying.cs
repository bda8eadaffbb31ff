using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Takes out what Serilog repeats as properties although the record has a field of its own for it: category and event.</summary>
internal sealed class LogRecordTidying : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Attributes is { Count: > 0 } attributes)
            data.Attributes = [.. attributes.Where(attribute => attribute.Key is not ("SourceContext" or "EventId"))];
    }
}
