using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LedgerPath => Path.Combine(_folder.Path, "processes.json");

    [Fact]
    public async Task A_survivor_of_a_killed_host_is_ended_with_all_that_it_forked()
    {
        Assert.SkipUnless(TestRun.HasShell && Executable.Find("setsid") is not null, TestRun.NoShell);
        using var survivor = Start("setsid", ["sh", "-c", "sh -c 'trap \"\" TERM; while :; do sleep 1; done' & echo $!; wait"]);
        var child = int.Parse((await survivor.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
        new ProcessLedger(LedgerPath).Add("api", survivor.Id);

        var cleared = await ClearAsync();

        Assert.Equal([("api", survivor.Id)], cleared.Select(entry => (entry.Resource, entry.Pid)));
        Assert.Equal((null, null), (ProcessIdentity.StartOf(survivor.Id), ProcessIdentity.StartOf(child)));
    }

    [Fact]
    public async Task A_stranger_with_the_same_id_is_left_alone()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        using var stranger = Start("sh", ["-c", "read line"]);
        var entry = new LedgerEntry("api", stranger.Id, "the start of another process");
        await File.WriteAllTextAsync(LedgerPath, JsonSerializer.Serialize(new[] { entry }, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);

        Assert.Empty(await ClearAsync());

        Assert.NotNull(ProcessIdentity.StartOf(stranger.Id));
        stranger.StandardInput.Close();
        await stranger.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_ledger_that_can_not_be_read_clears_nothing()
    {
        await File.WriteAllTextAsync(LedgerPath, "[{", TestContext.Current.CancellationToken);

        Assert.Empty(await ClearAsync());
    }

    [Fact]
    public async Task A_process_stands_in_the_ledger_while_it_runs()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        await using var run = new TestRun();
        run.Add("api", "echo ready; read line; while :; do sleep 1; done");

        var logs = await run.StartAsync();
        await TestRun.FirstLine(logs["api"]);
        await run.Until("api", ResourceState.Running);
        var pid = run.States["api"].Pid!.Value;
        Assert.Equal([new LedgerEntry("api", pid, ProcessIdentity.StartOf(pid)!)], new ProcessLedger(run.LedgerPath).Read());

        await run.StopAsync();
        Assert.Empty(new ProcessLedger(run.LedgerPath).Read());
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_by_the_first_ones_id()
    {
        var console = new HostConsole(TextWriter.Null, verbose: false);
        using var first = new OneRun(_folder.Path, new ProcessLedger(LedgerPath), console, TimeProvider.System);
        using var second = new OneRun(_folder.Path, new ProcessLedger(LedgerPath), console, TimeProvider.System);
        await first.StartAsync(TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            $"Another AppHost (process {Environment.ProcessId}) already works on {_folder.Path}. Stop it first, or set CRUDDUR_DATA to a folder of this run's own.",
            refusal.Message);

        await first.StopAsync(CancellationToken.None);
        await second.StartAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<LedgerEntry>> ClearAsync() =>
        Survivors.ClearAsync(new ProcessLedger(LedgerPath), TimeProvider.System, TestContext.Current.CancellationToken);

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
