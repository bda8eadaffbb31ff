using OpenTelemetry;
using Rollbar;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Rollbar's package, of which a process has one.</summary>
internal static class RollbarPackage
{
    /// <summary>How long it may take to post an item: three destinations that never answer are tried within the time that a queue gives to one.</summary>
    public static readonly TimeSpan LongestPost = TimeSpan.FromSeconds(2.5);

    private static readonly Lazy<IRollbarQueueController> Controller = new(Init);

    /// <summary>One item at a time: the package's one thread holds a lock while it posts, and whoever meanwhile makes a logger is kept waiting.</summary>
    public static SemaphoreSlim Turn { get; } = new(1, 1);

    public static IRollbarQueueController Start() => Controller.Value;

    private static IRollbarQueueController Init()
    {
        // Its thread keeps the context that it is started in: its requests are no spans.
        using var untraced = SuppressInstrumentationScope.Begin();
        var rollbar = RollbarInfrastructure.Instance;
        if (!rollbar.IsInitialized)
        {
            var configuration = new RollbarInfrastructureConfig("unused", "unused");
            configuration.RollbarInfrastructureOptions.Reconfigure(new RollbarInfrastructureOptions(LongestPost));
            configuration.RollbarTelemetryOptions.Reconfigure(new RollbarTelemetryOptions(enabled: false, queueDepth: 0));
            rollbar.Init(configuration);
        }

        // It sends nothing anywhere while api.rollbar.com can't be reached.
        rollbar.ConnectivityMonitor!.Disable();
        return rollbar.QueueController!;
    }
}
