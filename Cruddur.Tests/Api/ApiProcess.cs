using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.Api;

/// <summary>The built API as a process of its own, on a free port, over a given data folder.</summary>
internal sealed partial class ApiProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ApiProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the API and waits until it says where it listens.</summary>
    public static async Task<ApiProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var process = new Process { StartInfo = Settings(dataFolder, []) };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("The API ended before it listened."));
            else if (ListeningOn().Match(line.Data) is { Success: true } match)
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

    /// <summary>Starts an API that refuses to start; answers its exit code and its errors.</summary>
    public static async Task<(int ExitCode, string Errors)> RefusalAsync(
        string dataFolder, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Settings(dataFolder, environment))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, errors);
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
        var settings = new ProcessStartInfo("dotnet", ["exec", Checkout.OutputOf("Cruddur.Api"), "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CRUDDUR_DATA"] = dataFolder, ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Demo__Enabled"] = "false" },
        };
        foreach (var (name, value) in environment)
            settings.Environment[name] = value;
        return settings;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningOn();
}
