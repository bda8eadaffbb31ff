using Cruddur.ServiceDefaults.Capture;
using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// Logs, and so reports, what no request is there for: an exception that ends the process (critical, and it gets two seconds to leave), and one of a task that nobody
/// waited for (a warning: the process goes on).
/// </summary>
internal sealed partial class ProcessErrors(
    IServiceProvider services, RollbarDestinations destinations, LogCapture logs, DeliveryQueues queues, ILogger<ProcessErrors> logger) : IHostedService
{
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(2);

    private SpanCapture? _spans;

    // The spans' sinks are resolved here, not injected: the host checks options between constructing its services and starting them.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (destinations.All.Count > 0)
        {
            _spans = services.GetRequiredService<SpanCapture>();
            AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
            TaskScheduler.UnobservedTaskException += OnUnobserved;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
        return Task.CompletedTask;
    }

    private void OnUnhandled(object? sender, UnhandledExceptionEventArgs e)
    {
        if (e.ExceptionObject is Exception exception)
            Report(exception);
    }

    /// <summary>Reports what ends the process, and waits until it has left.</summary>
    public void Report(Exception exception)
    {
        Log.Dying(logger, exception);
        // The process ends with this method, so it has to wait; the queues run on other threads.
        LeaveAsync().Wait(TimeToLeave);
    }

    private async Task LeaveAsync()
    {
        await Task.WhenAll(_spans?.CompleteAsync() ?? Task.CompletedTask, logs.CompleteAsync());
        await queues.ShutdownAsync(TimeToLeave);
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs e) => Log.Unobserved(logger, e.Exception);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The process ends: nobody caught this exception.")]
        public static partial void Dying(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "A task failed, and nobody waited for it.", EventName = ErrorReport.EventName)]
        public static partial void Unobserved(ILogger logger, AggregateException exception);
    }
}
