using Cruddur.ServiceDefaults.Capture;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Telemetry;

/// <summary>Starts telemetry before anything that could send some, and flushes it after the server and every other service have stopped.</summary>
internal sealed partial class TelemetryLifetime(
    IServiceProvider services,
    LogCapture logs,
    DeliveryQueues queues,
    SinkAccounts accounts,
    IOptions<TelemetryOptions> options,
    TimeProvider time,
    ILogger<TelemetryLifetime> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan LeastForMetrics = TimeSpan.FromSeconds(1);

    private SpanCapture? _spans;
    private MetricReaders? _metrics;

    // Resolved here, not injected: the host checks options between constructing its services and starting them. Kept, since at the end the provider may be gone.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ExportFailures>();
        services.GetRequiredService<TracerProvider>();
        services.GetRequiredService<MeterProvider>();
        queues.Settled = services.GetRequiredService<DeliveryReceipts>().Note;
        _metrics = services.GetRequiredService<MetricReaders>();
        _spans = services.GetRequiredService<SpanCapture>();
        _spans.Start(logger);
        logs.Start(logger);
        queues.Start(logger);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The deadline is its own: the host's token may be spent by a server that was slow to drain.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_spans is null || _metrics is null)
            return;

        var deadline = options.Value.FlushDeadline;
        var started = time.GetTimestamp();
        await Task.WhenAll(_spans.CompleteAsync(), logs.CompleteAsync());
        var allLeft = await queues.ShutdownAsync(deadline);
        // Last, since what became of the others is among them; a second is theirs even where those took all of the time.
        var left = deadline - time.GetElapsedTime(started);
        allLeft &= await _metrics.ShutdownAsync(left > LeastForMetrics ? left : LeastForMetrics);
        if (!allLeft)
            Log.GivenUp(logger, deadline.TotalSeconds, LostAtTheEnd());
    }

    private string LostAtTheEnd()
    {
        var lost = accounts.All.SelectMany(account => account.Counts())
            .Where(count => count is { State: DeliveryState.Dropped, Reason: DropReasons.Shutdown })
            .Select(count => $"{count.Items} {count.Signal} for {count.Sink}")
            .ToList();
        return lost.Count == 0 ? "metrics" : string.Join(", ", lost);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Telemetry that was still queued after {Seconds} s is lost: {Lost}. A longer Telemetry:FlushDeadline gives it more time.")]
        public static partial void GivenUp(ILogger logger, double seconds, string lost);
    }
}
