using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Maps log events once, and queues them for each destination.</summary>
internal sealed class CloudWatchLogsSink : ILogSink, IDisposable
{
    private readonly LogEventLevel _minimum;
    private readonly MessageWriter _messages;
    private readonly List<CloudWatchLogsSender> _senders = [];
    private readonly List<DeliveryQueue> _queues = [];

    public CloudWatchLogsSink(IConfiguration configuration, ServiceResource resource, DeliveryQueues queues, SinkAccounts accounts, ShownLog shown, TimeProvider time)
    {
        _minimum = (configuration.Get<CloudWatchLogsOptions>() ?? new CloudWatchLogsOptions()).MinimumLevel;
        _messages = new MessageWriter(resource.Name, shown);
        foreach (var destination in CloudWatchLogsDestination.Read(configuration, resource))
        {
            var target = destination.Target;
            var sender = new CloudWatchLogsSender(destination, accounts.Of(target.Sink, target.Signal), time);
            _senders.Add(sender);
            _queues.Add(queues.Open(target, sender));
        }
    }

    public bool IsOn => _queues.Count > 0;

    public void Take(LogEvent logEvent)
    {
        if (logEvent.Level < _minimum)
            return;

        var left = _messages.Write(logEvent, Queue);
        if (left == 0)
            return;
        foreach (var queue in _queues)
        {
            queue.Account.Created(left);
            queue.Account.Dropped(DropReasons.TooLarge, left);
        }
    }

    public void Dispose()
    {
        _messages.Dispose();
        _senders.ForEach(sender => sender.Dispose());
    }

    private void Queue(Payload payload)
    {
        foreach (var queue in _queues)
        {
            queue.Account.Created();
            queue.Add(payload);
        }

        payload.Release();
    }
}

/// <summary>Adds the sink, which does nothing without a destination.</summary>
internal static class CloudWatchLogsServices
{
    public static void AddCloudWatchLogs(this IServiceCollection services) => services.AddSingleton<ILogSink, CloudWatchLogsSink>();
}
