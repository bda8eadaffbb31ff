using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Resources;

/// <summary>Keeps the latest state of each resource as the host tells it, and reads on when the connection breaks.</summary>
internal sealed partial class ResourceFeed(
    ResourceFeedClient client, IOptions<ResourceFeedOptions> options, TimeProvider time, ILogger<ResourceFeed> logger) : BackgroundService
{
    /// <summary>A feed with more resources than this keeps the first of them.</summary>
    public const int MaxResources = 500;

    /// <summary>The host sends a heartbeat every 10 s; a connection that is silent for longer is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(35);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    private TaskCompletionSource _changed = NewSignal();
    private FeedState _state = new(FeedStatus.Connecting, [], Version: 0);

    /// <summary>What is known now.</summary>
    public FeedState State => options.Value.IsOn ? Volatile.Read(ref _state) : FeedState.Off;

    /// <summary>Waits until the state's version is above the one given.</summary>
    public async Task<FeedState> WaitAsync(long since, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is taken before the state is read: a change between the two wakes it.
            var changed = Volatile.Read(ref _changed);
            var state = State;
            if (state.Version > since)
                return state;
            await changed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.Zero;
        while (options.Value.IsOn && !stoppingToken.IsCancellationRequested)
        {
            var connected = await ReadAsync(stoppingToken);
            pause = connected ? TimeSpan.FromMilliseconds(250) : Longer(pause);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(250) : pause * 2 < MaxPause ? pause * 2 : MaxPause;

    private async Task<bool> ReadAsync(CancellationToken stoppingToken)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stoppingToken);
        var resources = ImmutableSortedDictionary.Create<string, ResourceSnapshot>(StringComparer.Ordinal);
        var connected = false;
        try
        {
            await foreach (var resource in client.ReadResourcesAsync(either.Token))
            {
                silence.CancelAfter(Silence);
                connected = true;
                if (resource is not null && (resources.Count < MaxResources || resources.ContainsKey(resource.Name)))
                    resources = resources.SetItem(resource.Name, resource);
                if (resource is not null || State.Status != FeedStatus.Live)
                    Publish(FeedStatus.Live, [.. resources.Values]);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            if (stoppingToken.IsCancellationRequested)
                return connected;
            Log.Lost(logger, options.Value.Url, exception.Message);
        }

        // What was known stays to be seen, marked as old, until the host answers again.
        Publish(FeedStatus.Lost, State.Resources);
        return connected;
    }

    private void Publish(FeedStatus status, ImmutableArray<ResourceSnapshot> resources)
    {
        Volatile.Write(ref _state, new FeedState(status, resources, _state.Version + 1));
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The resource feed at {Url} is lost and will be read again: {Reason}")]
        public static partial void Lost(ILogger logger, string url, string reason);
    }
}
