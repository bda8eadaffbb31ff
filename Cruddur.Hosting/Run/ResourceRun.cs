namespace Cruddur.Hosting;

/// <summary>One resource in one run: waits, starts, is watched, ends.</summary>
internal sealed class ResourceRun(
    IResource resource,
    ResourceStates states,
    Func<IResource, IReadOnlyList<EnvironmentVariable>, Task<ProcessCommand>> commandFor,
    ProcessLedger ledger,
    HostConsole console,
    RunTimings timings,
    TimeProvider time)
{
    /// <summary>What the command lines of Docker and Podman say when the container itself never ran.</summary>
    private static readonly int[] EngineFailures = [125, 126, 127];

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _task = Task.CompletedTask;
    private ChildProcess? _process;
    private bool _isStopping;

    public IResource Resource => resource;

    public ConsoleLog Log { get; } = console.Follow(resource.Name, new ConsoleLog(time));

    /// <summary>Completes when the resource is ready for the first time, or has failed.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Whether the resource failed to start, or ended without being asked to.</summary>
    public bool HasFailed { get; private set; }

    public void Start(CancellationToken stopping) => _task = Task.Run(() => RunAsync(stopping), CancellationToken.None);

    public async Task StopAsync(CancellationToken kill)
    {
        ChildProcess? process;
        lock (_lock)
        {
            _isStopping = true;
            process = _process;
        }

        if (process is { Completion.IsCompleted: false })
        {
            Update(state => state with { State = ResourceState.Stopping, Message = null });
            await process.StopAsync(timings.StopGrace, kill);
        }

        await _task;
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await new DependencyWait(resource, states, console).WaitAsync(stopping);
            Update(state => state with { State = ResourceState.Starting, Message = null });
            await StartAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Update(state => state with { State = ResourceState.NotStarted, Message = null });
        }
        catch (Exception failure)
        {
            // Whatever it was, it is this resource's trouble alone.
            FailedToStart(failure.Message);
        }
    }

    private async Task StartAsync(CancellationToken stopping)
    {
        var environment = ResourceEnvironment.Resolve(resource, new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run));
        var urls = ResourceEnvironment.Urls(resource);
        var command = await commandFor(resource, environment);
        await CleanUpAsync(command);
        var startedAt = time.GetUtcNow();
        using var process = StartProcess(command, stopping);
        ledger.Add(resource.Name, process.Id);
        var check = resource.Annotations.OfType<HealthCheckAnnotation>().FirstOrDefault();
        Update(state => state with
        {
            State = ResourceState.Running,
            Health = check is null ? null : ResourceHealth.Unhealthy,
            Pid = process.Id,
            StartedAt = startedAt,
            ExitCode = null,
            Urls = [.. urls.Select(ResourceUrl.Of)],
            Environment = ResourceSnapshot.Masked(environment),
        });

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watch = WatchAsync(check, startedAt, urls, ended.Token);
        var exitCode = await process.Completion;
        await ended.CancelAsync();
        await watch;
        ledger.Remove(process.Id);
        await CleanUpAsync(command);
        Ended(exitCode, time.GetUtcNow() - startedAt);
    }

    private ChildProcess StartProcess(ProcessCommand command, CancellationToken stopping)
    {
        // Under the lock, so that nothing starts once a stop has looked for what to stop.
        lock (_lock)
        {
            stopping.ThrowIfCancellationRequested();
            console.Line(resource.Name, "starts");
            return _process = ChildProcess.Start(command, Log, time);
        }
    }

    private async Task WatchAsync(HealthCheckAnnotation? check, DateTimeOffset startedAt, IReadOnlyList<ResourceUrlAnnotation> urls, CancellationToken ended)
    {
        if (check is not null)
        {
            await new HealthWatch(check, this, states, console, timings, time).RunAsync(startedAt, urls, _settled, ended);
            return;
        }

        console.Ready(resource.Name, healthyAfter: null, urls);
        _settled.TrySetResult();
    }

    private void Ended(int exitCode, TimeSpan after)
    {
        if (resource is ContainerResource && EngineFailures.Contains(exitCode))
        {
            FailedToStart($"exit code {exitCode}");
            return;
        }

        Update(state => state with
        {
            State = exitCode == 0 ? ResourceState.Finished : ResourceState.Exited,
            Health = null,
            Pid = null,
            ExitCode = exitCode,
            Message = _isStopping ? null : $"ended by itself with exit code {exitCode}",
        });
        if (_isStopping)
        {
            console.Line(resource.Name, "stopped");
            return;
        }

        HasFailed = true;
        _settled.TrySetResult();
        console.Crashed(resource.Name, exitCode, after, Log.Tail(HostConsole.LastLines));
    }

    private void FailedToStart(string problem)
    {
        HasFailed = true;
        _settled.TrySetResult();
        Update(state => state with { State = ResourceState.FailedToStart, Health = null, Pid = null, Message = problem });
        console.FailedToStart(resource.Name, problem, Log.Tail(HostConsole.LastLines));
    }

    private async Task CleanUpAsync(ProcessCommand command)
    {
        if (command.Cleanup is { } cleanup)
        {
            using var process = ChildProcess.Start(cleanup, new ConsoleLog(time), time);
            try
            {
                await process.Completion.WaitAsync(timings.StopGrace, time);
            }
            catch (TimeoutException)
            {
                Log.Add("stderr", $"{cleanup.FileName} did not answer within {timings.StopGrace.TotalSeconds} s; a container may be left.");
            }
        }
    }

    private void Update(Func<ResourceSnapshot, ResourceSnapshot> change) => states.Update(resource.Name, change);
}
