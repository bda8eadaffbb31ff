using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Delivery;
using OpenTelemetry.Exporter;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Opens the queues of the OTLP destinations. The standard variables set their sizes and delays.</summary>
internal sealed class OtlpQueues(OtlpDestinations destinations, ExportQueueOptions options, DeliveryQueues queues) : IDisposable
{
    private const int DefaultQueue = 8192;
    private const int DefaultBatch = 512;

    // Without a propagator the client makes no spans of its own requests. A redirect is followed nowhere: the key would go along.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly List<HttpClient> _standardClients = [];

    public IReadOnlyList<(DeliveryQueue Queue, bool IsLocal)> OpenSpans() =>
        Open(destination => destination.Traces, OtlpSignal.Spans, options.SpanQueue, options.SpanBatch, options.SpanDelay, 5000);

    public IReadOnlyList<(DeliveryQueue Queue, bool IsLocal)> OpenLogs() =>
        Open(destination => destination.Logs, OtlpSignal.Logs, options.LogQueue, options.LogBatch, options.LogDelay, 1000);

    /// <summary>The way of the delivery receipts: to the local dashboard alone, and closed after all others. Null where there is no dashboard.</summary>
    public DeliveryQueue? OpenReceipts() =>
        destinations.All.FirstOrDefault(destination => destination is { IsLocal: true, Logs: not null }) is { Logs: { } target } dashboard
            ? queues.Open(new DeliveryTarget(dashboard.Name, "receipts", target.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)), Sender(target, OtlpSignal.Logs), last: true)
            : null;

    public void Dispose()
    {
        _http.Dispose();
        _standardClients.ForEach(client => client.Dispose());
    }

    private List<(DeliveryQueue Queue, bool IsLocal)> Open(
        Func<OtlpDestination, OtlpTarget?> find, OtlpSignal signal, string? queue, string? batch, string? delay, int defaultDelay)
    {
        var opened = new List<(DeliveryQueue, bool)>();
        foreach (var destination in destinations.All)
        {
            if (find(destination) is not { } target)
                continue;

            var items = WholeNumberAttribute.Or(queue, DefaultQueue);
            opened.Add((queues.Open(
                new DeliveryTarget(destination.Name, signal.Name, target.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
                {
                    MaxItems = items,
                    BatchItems = Math.Min(items, WholeNumberAttribute.Or(batch, DefaultBatch)),
                    Linger = TimeSpan.FromMilliseconds(WholeNumberAttribute.Or(delay, defaultDelay)),
                    Timeout = target.Timeout,
                },
                Sender(target, signal)),
                destination.IsLocal));
        }

        return opened;
    }

    private ISender Sender(OtlpTarget target, OtlpSignal signal)
    {
        var http = ClientOf(target);
        return target.Protocol == OtlpExportProtocol.Grpc ? new OtlpGrpcSender(target, signal, http) : new OtlpHttpSender(target, http);
    }

    // The official exporter's own client knows the standard variables for certificates.
    private HttpClient ClientOf(OtlpTarget target)
    {
        if (!target.IsStandard)
            return _http;

        var client = target.ToExporterOptions().HttpClientFactory();
        client.Timeout = Timeout.InfiniteTimeSpan;
        _standardClients.Add(client);
        return client;
    }
}
