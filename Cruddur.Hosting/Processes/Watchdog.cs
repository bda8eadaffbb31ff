using System.Diagnostics;

namespace Cruddur.Hosting;

/// <summary>
/// A shell that outlives a killed host by a moment: when the pipe from the host breaks, it stops the groups that it was last told of.
/// Only where there are shells and sessions; the ledger works everywhere, at the next start.
/// </summary>
internal sealed class Watchdog(ProcessLedger ledger) : IStage
{
    private const string Script = """
        while read -r line; do groups=$line; done
        signal() { any=1; for group in $groups; do kill -s "$1" -- "-$group" 2>/dev/null && any=0; done; return $any; }
        signal TERM || exit 0
        turns=50
        while [ $turns -gt 0 ] && signal 0; do turns=$((turns - 1)); sleep 0.1; done
        signal KILL
        """;

    public Process? Shell { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Executable.Find("setsid") is { } setsid && Executable.Find("sh") is { } sh)
        {
            Shell = Process.Start(new ProcessStartInfo(setsid, [sh, "-c", Script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            });
            ledger.Changed = Tell;
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken kill)
    {
        ledger.Changed = null;
        if (Shell is { } shell)
        {
            shell.Kill();
            await shell.WaitForExitAsync(CancellationToken.None);
            shell.Dispose();
        }
    }

    private void Tell(IReadOnlyList<LedgerEntry> entries)
    {
        try
        {
            Shell!.StandardInput.WriteLine(string.Join(' ', entries.Select(entry => entry.Pid)));
            Shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Somebody killed the watchdog; the ledger remains.
        }
    }
}
