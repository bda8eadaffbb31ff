using System.Diagnostics;

namespace Cruddur.Hosting;

/// <summary>Ends what an earlier host, killed before it could stop, has left running. A process that only has the same id is left alone.</summary>
internal static class Survivors
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What a group that was killed has to be gone; a dead member that nobody collects must not hold the start up longer.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends them all, and says which ones there were.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ClearAsync(ProcessLedger ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        var alive = ledger.Read().Where(IsAlive).ToList();
        await Task.WhenAll(alive.Select(entry => EndAsync(entry, time, cancellationToken)));
        return alive;
    }

    private static bool IsAlive(LedgerEntry entry) => ProcessIdentity.StartOf(entry.Pid) == entry.Started;

    private static async Task EndAsync(LedgerEntry entry, TimeProvider time, CancellationToken cancellationToken)
    {
        var leadsGroup = UnixSignal.Supported && UnixSignal.LeadsGroup(entry.Pid);
        if (UnixSignal.Supported)
        {
            UnixSignal.Send(entry.Pid, UnixSignal.Terminate);
            await WhileAsync(() => IsAlive(entry), Grace, time, cancellationToken);
        }

        if (leadsGroup)
        {
            await WhileAsync(() => UnixSignal.SendToGroup(entry.Pid, UnixSignal.Kill), KillLimit, time, cancellationToken);
        }
        else if (IsAlive(entry))
        {
            using var process = Process.GetProcessById(entry.Pid);
            process.Kill(entireProcessTree: true);
            await WhileAsync(() => IsAlive(entry), KillLimit, time, cancellationToken);
        }
    }

    private static async Task WhileAsync(Func<bool> isTrue, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(Pace, time);
        var end = time.GetUtcNow() + limit;
        while (isTrue() && time.GetUtcNow() < end)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
        }
    }
}
