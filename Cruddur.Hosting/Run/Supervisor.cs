namespace Cruddur.Hosting;

/// <summary>Starts the resources in order of what they wait for, at the same time where they don't, and stops them in reverse.</summary>
internal sealed class Supervisor(IReadOnlyList<ResourceRun> runs, HostConsole console, TimeProvider time) : IStage, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _welcome = Task.CompletedTask;

    public bool HasFailed => runs.Any(run => run.HasFailed);

    /// <summary>A container that can't run here (there may be no network to pull it from) is told, and is no failure of the application.</summary>
    public bool HasFailedProject => runs.Any(run => run.HasFailed && run.Resource is ProjectResource);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        foreach (var run in runs)
        {
            run.Start(_stopping.Token);
        }

        _welcome = WelcomeAsync(startedAt);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken kill)
    {
        console.Stopping();
        await _stopping.CancelAsync();
        var stops = new Dictionary<IResource, Task>();
        foreach (var resource in StartOrder.Of([.. runs.Select(run => run.Resource)]).Reverse())
        {
            var dependents = stops.Where(stop => StartOrder.WaitsFor(stop.Key).Contains(resource)).Select(stop => stop.Value).ToList();
            stops[resource] = StopAsync(runs.Single(run => run.Resource == resource), dependents, kill);
        }

        await Task.WhenAll(stops.Values);
        await _welcome;
        Dispose();
    }

    public void Dispose() => _stopping.Dispose();

    private static async Task StopAsync(ResourceRun run, IReadOnlyList<Task> dependents, CancellationToken kill)
    {
        await Task.WhenAll(dependents).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await run.StopAsync(kill);
    }

    private async Task WelcomeAsync(long startedAt)
    {
        try
        {
            await Task.WhenAll(runs.Select(run => run.Settled)).WaitAsync(_stopping.Token);
            console.Settled(time.GetElapsedTime(startedAt), HasFailed);
        }
        catch (OperationCanceledException)
        {
            // Stopped before that.
        }
    }
}
