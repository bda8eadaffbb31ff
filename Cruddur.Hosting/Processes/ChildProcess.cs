using System.ComponentModel;
using System.Diagnostics;

namespace Cruddur.Hosting;

/// <summary>
/// One process and all that it forks. Where there is <c>setsid</c> it leads a session of its own: a terminal's Ctrl+C reaches only the host,
/// which then stops in order, and one signal reaches everything that the process has started.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>How long a pipe that somebody else still holds open may keep us after the process is gone.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private static readonly string? SessionStarter = Executable.Find("setsid");

    private readonly Process _process;
    private readonly bool _leadsGroup = SessionStarter is not null;
    private readonly TimeProvider _time;

    private ChildProcess(Process process, ConsoleLog log, TimeProvider time)
    {
        _process = process;
        _time = time;
        Id = process.Id;
        Completion = CompleteAsync(log);
    }

    public int Id { get; }

    /// <summary>The exit code, once nothing of the process is left.</summary>
    public Task<int> Completion { get; }

    /// <summary>Starts a process and reads what it prints.</summary>
    /// <exception cref="DistributedApplicationException">The program can't be started.</exception>
    public static ChildProcess Start(ProcessCommand command, ConsoleLog log, TimeProvider time)
    {
        if (Executable.Find(command.FileName) is null)
        {
            throw new DistributedApplicationException($"there is no program {command.FileName}");
        }

        var start = SessionStarter is null
            ? new ProcessStartInfo(command.FileName, command.Arguments)
            : new ProcessStartInfo(SessionStarter, [command.FileName, .. command.Arguments]);
        start.WorkingDirectory = command.WorkingDirectory ?? "";
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        command.ApplyEnvironment(start.Environment);
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new ChildProcess(process, log, time);
        }
        catch (Win32Exception failure)
        {
            throw new DistributedApplicationException($"{command.FileName} can't be started: {failure.Message}", failure);
        }
    }

    /// <summary>Asks the process to stop; after the grace, or at once when told so, everything that it has started is killed.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken killNow)
    {
        if (!Completion.IsCompleted)
        {
            var isAsked = UnixSignal.Supported && UnixSignal.Send(Id, UnixSignal.Terminate);
            try
            {
                await Completion.WaitAsync(isAsked ? grace : TimeSpan.Zero, _time, killNow);
            }
            catch (Exception patienceEnded) when (patienceEnded is TimeoutException or OperationCanceledException)
            {
                KillAll();
            }
        }

        await Completion;
    }

    /// <summary>Lets go of the process; one that still runs is killed.</summary>
    public void Dispose()
    {
        if (!Completion.IsCompleted)
        {
            KillAll();
        }

        _process.Dispose();
    }

    private async Task<int> CompleteAsync(ConsoleLog log)
    {
        using var abandon = new CancellationTokenSource();
        var output = ReadAsync(_process.StandardOutput.BaseStream, "stdout", log, abandon.Token);
        var errors = ReadAsync(_process.StandardError.BaseStream, "stderr", log, abandon.Token);
        await _process.WaitForExitAsync(CancellationToken.None);
        if (_leadsGroup)
        {
            UnixSignal.SendToGroup(Id, UnixSignal.Kill);
        }

        abandon.CancelAfter(DrainLimit);
        await Task.WhenAll(output, errors);
        return _process.ExitCode;
    }

    private static async Task ReadAsync(Stream stream, string name, ConsoleLog log, CancellationToken cancellationToken)
    {
        try
        {
            await LineReader.ReadAsync(stream, line => log.Add(name, line), cancellationToken);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // Somebody outside the group holds the pipe open; its owner is gone.
        }
    }

    private void KillAll()
    {
        if (_leadsGroup && UnixSignal.SendToGroup(Id, UnixSignal.Kill))
        {
            return;
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
