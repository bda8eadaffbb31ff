using Cruddur.ServiceDefaults.Otlp;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Passes batches on to every destination that takes spans over HTTP, each with a queue of its own. Nothing runs until a page has sent something.</summary>
internal sealed partial class BrowserSpanQueues : IDisposable
{
    // Without a propagator the client makes no spans of its own requests.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource _givenUp = new();
    private readonly IReadOnlyList<BrowserSpanQueue> _queues;
    private readonly Lazy<Task> _running;

    public BrowserSpanQueues(OtlpDestinations destinations, ILogger<BrowserSpanQueues> logger)
    {
        var targets = destinations.All.Where(destination => destination.Traces is not null).ToLookup(d => d.Traces!.Protocol == OtlpExportProtocol.HttpProtobuf);
        _queues = [.. targets[true].Select(destination => new BrowserSpanQueue(destination.Name, destination.Traces!, _http, logger))];
        _running = new Lazy<Task>(() =>
        {
            foreach (var unreached in targets[false])
                Log.NotReached(logger, unreached.Name, unreached.Traces!.Url);
            // Else the queues would run, and log, as part of the first request's trace for ever.
            using var apart = ExecutionContext.SuppressFlow();
            return Task.WhenAll([.. _queues.Select(queue => Task.Run(() => queue.RunAsync(_givenUp.Token)))]);
        });
    }

    public void Add(byte[] batch)
    {
        _ = _running.Value;
        foreach (var queue in _queues)
            queue.Add(batch);
    }

    /// <summary>Sends what is queued, and gives up what has not left by the deadline.</summary>
    /// <returns>Whether everything left.</returns>
    public async Task<bool> ShutdownAsync(TimeSpan deadline)
    {
        foreach (var queue in _queues)
            queue.Complete();
        if (!_running.IsValueCreated)
            return true;

        _givenUp.CancelAfter(deadline);
        try
        {
            await _running.Value;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _givenUp.Cancel();
        _givenUp.Dispose();
        _http.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Browser spans don't go to {Destination} ({Endpoint}): it is set to gRPC, and they are sent as OTLP/HTTP JSON.")]
        public static partial void NotReached(ILogger logger, string destination, Uri endpoint);
    }
}
