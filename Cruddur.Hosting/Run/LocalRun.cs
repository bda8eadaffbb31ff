namespace Cruddur.Hosting;

/// <summary>Runs an application on this machine until it is asked to stop: an ordered list of stages, stopped in reverse.</summary>
internal sealed class LocalRun
{
    private readonly IReadOnlyList<IStage> _stages;
    private readonly Supervisor _supervisor;

    private LocalRun(IReadOnlyList<IStage> stages, Supervisor supervisor)
    {
        _stages = stages;
        _supervisor = supervisor;
    }

    public static LocalRun Create(IDistributedApplicationBuilder model, IReadOnlyDictionary<string, string> projectOutputs, HostConsole console)
    {
        var time = TimeProvider.System;
        var data = DataFolder.Of(model.Configuration, model.AppHostDirectory);
        var ledger = new ProcessLedger(Path.Combine(data, "processes.json"));
        var resources = StartOrder.Runnable(model.Resources);
        var states = new ResourceStates(resources);
        var commands = new StartCommands(projectOutputs, new ContainerEngine(model.Configuration, time), data);
        var runs = resources
            .Select(resource => new ResourceRun(resource, states, commands.ForAsync, ledger, console, new RunTimings(), time))
            .ToList();
        var supervisor = new Supervisor(runs, console, time);
        return new LocalRun(
            [
                new OneRun(data, ledger, console, time),
                new StartChecks(model.Resources, projectOutputs, model.Configuration),
                new AwsNotice(model.Resources, console),
                new ResourceFeed(resources, states, runs.ToDictionary(run => run.Resource.Name, run => run.Log, StringComparer.Ordinal), time),
                new Watchdog(ledger),
                supervisor,
            ],
            supervisor);
    }

    public async Task<int> RunAsync()
    {
        using var signals = new StopSignals();
        var started = new Stack<IStage>();
        try
        {
            foreach (var stage in _stages)
            {
                started.Push(stage);
                await stage.StartAsync(signals.Stop);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, signals.Stop);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            // Asked to stop: the stages follow.
        }
        finally
        {
            await StopAsync(started, signals.Kill);
        }

        return _supervisor.HasFailedProject ? ExitCode.ResourceFailed : ExitCode.Success;
    }

    private static async Task StopAsync(Stack<IStage> started, CancellationToken kill)
    {
        if (started.TryPop(out var stage))
        {
            try
            {
                await stage.StopAsync(kill);
            }
            finally
            {
                await StopAsync(started, kill);
            }
        }
    }
}
