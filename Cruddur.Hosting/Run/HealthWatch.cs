namespace Cruddur.Hosting;

/// <summary>Follows the health of one running resource: often until it is healthy, now and then from there on.</summary>
internal sealed class HealthWatch(
    HealthCheckAnnotation check, ResourceRun run, ResourceStates states, HostConsole console, RunTimings timings, TimeProvider time)
{
    private readonly string _name = run.Resource.Name;

    /// <summary>Watches until the process ends.</summary>
    /// <param name="startedAt">When the process started.</param>
    /// <param name="urls">What to show once the resource is healthy.</param>
    /// <param name="ready">Completed when it is healthy for the first time.</param>
    /// <param name="ended">Cancelled when the process has ended, or is asked to.</param>
    public async Task RunAsync(
        DateTimeOffset startedAt, IReadOnlyList<ResourceUrlAnnotation> urls, TaskCompletionSource ready, CancellationToken ended)
    {
        using var probe = new HealthProbe(check.Endpoint.Resolve(EndpointProperty.Url) + check.Path, timings.ProbeLimit);
        using var pace = new PeriodicTimer(timings.StartingPace, time);
        string? last = "";
        var wordAt = startedAt + timings.Unusual;
        try
        {
            do
            {
                var problem = await probe.AskAsync(ended);
                var since = time.GetUtcNow() - startedAt;
                if (problem is null && !ready.Task.IsCompleted)
                {
                    console.Ready(_name, since, urls);
                    pace.Period = timings.RunningPace;
                    ready.TrySetResult();
                }
                else if (ready.Task.IsCompleted && (problem is null) != (last is null))
                {
                    console.Line(_name, problem is null ? "is healthy again" : $"is not healthy: {problem}");
                }
                else if (!ready.Task.IsCompleted && startedAt + since >= wordAt)
                {
                    console.NotHealthyYet(_name, since, problem!, run.Log.Tail(HostConsole.LastLines));
                    wordAt += timings.Unusual * 4;
                }

                if (problem != last)
                {
                    var health = problem is null ? ResourceHealth.Healthy : ResourceHealth.Unhealthy;
                    states.Update(_name, state => state with { Health = health, Message = problem });
                    last = problem;
                }
            }
            while (await pace.WaitForNextTickAsync(ended));
        }
        catch (OperationCanceledException)
        {
            // The process has ended, or is asked to.
        }
    }
}
