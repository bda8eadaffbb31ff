using System.Diagnostics;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task When_the_host_is_gone_its_processes_are_stopped_and_the_stubborn_ones_killed()
    {
        Assert.SkipUnless(TestRun.HasShell && Executable.Find("setsid") is not null, TestRun.NoShell);
        using var folder = new TemporaryFolder();
        var ledger = new ProcessLedger(Path.Combine(folder.Path, "processes.json"));
        var watchdog = new Watchdog(ledger);
        await watchdog.StartAsync(TestContext.Current.CancellationToken);
        using var meek = Start("trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done");
        using var stubborn = Start("trap '' TERM; echo ready; while :; do sleep 0.1; done");
        await using var cleanUp = new KillAtTheEnd(meek, stubborn);
        await Task.WhenAll(Ready(meek), Ready(stubborn));
        ledger.Add("meek", meek.Id);
        ledger.Add("stubborn", stubborn.Id);

        // The pipe breaks, as it does when the host is killed.
        watchdog.Shell!.StandardInput.Close();

        await Task.WhenAll(Ended(meek), Ended(stubborn));
        Assert.Equal((5, 137), (meek.ExitCode, stubborn.ExitCode));
        await watchdog.StopAsync(CancellationToken.None);
    }

    /// <summary>A test that fails leaves no shell behind.</summary>
    private sealed class KillAtTheEnd(params Process[] processes) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var process in processes.Where(process => !process.HasExited))
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
    }

    private static Process Start(string script) => Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", script])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;

    private static Task<string?> Ready(Process process) => process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    private static Task Ended(Process process) => process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
}
