using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Telemetry;
using Serilog.Core;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Log events to every OTLP destination: written once, a queue for each.</summary>
internal sealed class OtlpLogSink(OtlpQueues queues, ServiceResource resource, ShownLog shown) : ILogSink
{
    private readonly DeliveryQueue[] _queues = [.. queues.OpenLogs().Select(opened => opened.Queue)];
    private readonly OtlpResource _resource = new(resource.ToBuilder().Build().Attributes);
    private readonly LogWriter _log = new(shown);
    private readonly ProtobufWriter _writer = new();

    public bool IsOn => _queues.Length > 0;

    public void Take(LogEvent logEvent)
    {
        _writer.Clear();
        _log.Write(_writer, logEvent);
        var payload = Payload.Copy(_writer.Written, logEvent.TraceId ?? default, logEvent.Timestamp, _resource.Scope(CategoryOf(logEvent), null));
        foreach (var queue in _queues)
        {
            queue.Account.Created();
            queue.Add(payload);
        }

        payload.Release();
    }

    private static string CategoryOf(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string category } ? category : "";
}
