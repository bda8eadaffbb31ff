using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.Dashboard;

/// <summary>The built dashboard as a process of its own, on free ports unless told otherwise, over a given data folder.</summary>
internal sealed partial class DashboardProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private DashboardProcess(Process process, Uri otlp) => (_process, Otlp) = (process, otlp);

    /// <summary>Where it takes OTLP over HTTP.</summary>
    public Uri Otlp { get; }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<DashboardProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var process = new Process { StartInfo = Settings(dataFolder, []) };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("The dashboard ended before it listened."));
            else if (OtlpHttp().Match(line.Data) is { Success: true } match)
                listening.TrySetResult(new Uri(match.Value));
        };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await listening.Task.WaitAsync(StartDeadline, cancellationToken));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Starts one that refuses to start; answers its exit code and all that it wrote.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RefusalAsync(
        string dataFolder, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Settings(dataFolder, environment))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, errors);
    }

    /// <summary>SIGKILL: nothing in the process gets to say goodbye.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo Settings(string dataFolder, Dictionary<string, string> environment)
    {
        var settings = new ProcessStartInfo("dotnet", ["exec", Checkout.OutputOf("Cruddur.Dashboard")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CRUDDUR_DATA"] = dataFolder,
                ["Dashboard__UiPort"] = "0",
                ["Dashboard__OtlpGrpcPort"] = "0",
                ["Dashboard__OtlpHttpPort"] = "0",
            },
        };
        foreach (var (name, value) in environment)
            settings.Environment[name] = value;
        return settings;
    }

    [GeneratedRegex(@"(?<=^OTLP/HTTP +)http://localhost:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtlpHttp();
}
