using Cruddur.ServiceDefaults.BrowserTelemetry;
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
    IServiceProvider services, ExportQueues queues, BrowserSpanQueues browserQueues, IOptions<TelemetryOptions> options, ILogger<TelemetryLifetime> logger) : IHostedLifecycleService
{
    // Resolved here, not injected: the host checks options between constructing its services and starting them.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ExportFailures>();
        services.GetRequiredService<TracerProvider>();
        services.GetRequiredService<MeterProvider>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The deadline is its own: the host's token may be spent by a server that was slow to drain.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var deadline = options.Value.FlushDeadline;
        var left = await Task.WhenAll(queues.ShutdownAsync(deadline), browserQueues.ShutdownAsync(deadline));
        if (left.Contains(false))
            Log.GivenUp(logger, deadline.TotalSeconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Telemetry that was still queued after {Seconds} s is lost. A longer Telemetry:FlushDeadline gives it more time.")]
        public static partial void GivenUp(ILogger logger, double seconds);
    }
}
