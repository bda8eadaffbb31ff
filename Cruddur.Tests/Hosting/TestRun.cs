using System.Collections.Concurrent;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

/// <summary>A run of resources whose processes are shell scripts.</summary>
internal sealed class TestRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, ProcessCommand> _commands = new(StringComparer.Ordinal);
    private readonly StringWriter _console = new();
    private Supervisor? _supervisor;
    private IReadOnlyList<ResourceRun> _runs = [];

    public TestRun() => Model = new DistributedApplicationBuilder([], appHost: null, _folder.Path);

    public static bool HasShell => UnixSignal.Supported && Executable.Find("sh") is not null;

    public const string NoShell = "There is no POSIX shell here.";

    public IDistributedApplicationBuilder Model { get; }

    public RunTimings Timings { get; init; } = new() { StopGrace = TimeSpan.FromSeconds(10) };

    public ResourceStates States { get; private set; } = new([]);

    public string Console => _console.ToString();

    public bool HasFailed => _runs.Any(run => run.HasFailed);

    public string LedgerPath => Path.Combine(_folder.Path, "processes.json");

    /// <summary>Adds a resource that runs a script.</summary>
    public IResourceBuilder<ProjectResource> Add(string name, string script) => Add(name, "sh", ["-c", script]);

    public IResourceBuilder<ProjectResource> Add(string name, string program, string[] arguments)
    {
        _commands[name] = new ProcessCommand(program, arguments, _folder.Path, new Dictionary<string, string>(StringComparer.Ordinal));
        return Model.AddProject(name, $"{name}/{name}.csproj", launchProfileName: null);
    }

    public async Task<IReadOnlyDictionary<string, ConsoleLog>> StartAsync()
    {
        var resources = StartOrder.Runnable(Model.Resources);
        new PortAllocation(Model.Configuration).Settle(resources);
        States = new ResourceStates(resources);
        var console = new HostConsole(_console, verbose: false);
        var ledger = new ProcessLedger(LedgerPath);
        _runs = [.. resources.Select(resource => new ResourceRun(resource, States, CommandFor, ledger, console, Timings, TimeProvider.System))];
        _supervisor = new Supervisor(_runs, console, TimeProvider.System);
        await _supervisor.StartAsync(TestContext.Current.CancellationToken);
        return _runs.ToDictionary(run => run.Resource.Name, run => run.Log, StringComparer.Ordinal);
    }

    /// <summary>Waits until a resource is as wanted, and answers how it is then.</summary>
    public async Task<ResourceSnapshot> Until(string name, Predicate<ResourceSnapshot> isWanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            var next = States.Since(0).Next;
            if (States[name] is var state && isWanted(state))
            {
                return state;
            }

            await next.WaitAsync(deadline.Token);
        }
    }

    public Task<ResourceSnapshot> Until(string name, ResourceState wanted) => Until(name, state => state.State == wanted);

    /// <summary>The first line that a resource prints.</summary>
    public static async Task<string> FirstLine(ConsoleLog log)
    {
        while (true)
        {
            var (lines, _, next) = log.After(0);
            if (lines.Count > 0)
            {
                return lines[0].Line;
            }

            await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        if (_supervisor is { } supervisor)
        {
            await supervisor.StopAsync(CancellationToken.None);
        }

        _supervisor = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private Task<ProcessCommand> CommandFor(IResource resource, IReadOnlyList<EnvironmentVariable> environment) =>
        Task.FromResult(_commands[resource.Name] with
        {
            Environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
        });
}
