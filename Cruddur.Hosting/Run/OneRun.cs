using System.Globalization;

namespace Cruddur.Hosting;

/// <summary>
/// Only one host may work on a data folder. The lock is a file held open, so it goes with the process however that ends.
/// What an earlier host has left running is cleared as soon as the folder is ours.
/// </summary>
internal sealed class OneRun(string dataFolder, ProcessLedger ledger, HostConsole console, TimeProvider time) : IStage, IDisposable
{
    private readonly string _lockPath = Path.Combine(dataFolder, "apphost.lock");

    // In a file of its own, because nobody can read a locked one.
    private readonly string _holderPath = Path.Combine(dataFolder, "apphost.pid");

    private FileStream? _lock;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Take();
        foreach (var survivor in await Survivors.ClearAsync(ledger, time, cancellationToken))
        {
            console.Line(survivor.Resource, $"was left over from an earlier run (process {survivor.Pid}); it has been ended");
        }
    }

    public Task StopAsync(CancellationToken kill)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _lock?.Dispose();

    // For its owner alone: what requests carried is kept in it.
    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(dataFolder);
        }
        else
        {
            Directory.CreateDirectory(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Take()
    {
        try
        {
            CreateFolder();
            _lock = new FileStream(_lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(_holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new DistributedApplicationException($"The data folder {dataFolder} can't be written to. Set CRUDDUR_DATA to one that can.", failure);
        }
        catch (IOException taken)
        {
            var holder = File.Exists(_holderPath) ? $" (process {File.ReadAllText(_holderPath)})" : "";
            throw new DistributedApplicationException(
                $"Another AppHost{holder} already works on {dataFolder}. Stop it first, or set CRUDDUR_DATA to a folder of this run's own.", taken);
        }
    }
}
