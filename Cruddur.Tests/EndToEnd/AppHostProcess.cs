using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Cruddur.Tests.EndToEnd;

/// <summary>The real AppHost as a process of its own, on free ports, with a data folder of its own.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    /// <summary>The first start of a cold machine takes a few seconds; past this it is a failure.</summary>
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _console = new();

    private AppHostProcess(AppHostSettings settings)
    {
        Settings = settings;
        var start = new ProcessStartInfo("dotnet", ["exec", Checkout.OutputOf("Cruddur.AppHost")])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "Cruddur.AppHost"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Environment())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public AppHostSettings Settings { get; }

    public int Id => _process.Id;

    public string Console => string.Join('\n', _console);

    /// <summary>Starts the AppHost and waits until it is ready.</summary>
    public static async Task<AppHostProcess> StartAsync(AppHostSettings settings, CancellationToken cancellationToken)
    {
        var host = new AppHostProcess(settings);
        try
        {
            await host.ReadyAsync(cancellationToken);
            return host;
        }
        catch (Exception failure)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"Cruddur did not start. Its console said:\n{host.Console}", failure);
        }
    }

    /// <summary>Waits until what a person uses answers as healthy.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        await Task.WhenAll(HealthyAsync(Settings.Api, deadline.Token), HealthyAsync(Settings.Web, deadline.Token), HealthyAsync(Settings.Dashboard, deadline.Token));
    }

    /// <summary>Ends the AppHost as a power cut would: nothing of it gets a word in.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks for a stop as <c>kill</c> does, and answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        using var deadline = new CancellationTokenSource(StopDeadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (OperationCanceledException late)
        {
            _process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The AppHost did not stop within {StopDeadline}. Its console said:\n{Console}", late);
        }
        finally
        {
            _process.Dispose();
        }
    }

    private async Task HealthyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The AppHost ended with exit code {_process.ExitCode}.");
            }

            try
            {
                using var answer = await client.GetAsync("/health", cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nothing listens yet, or it was a killed host's survivor that is being ended.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It listens, and does not answer yet.
            }
        }
        while (await pace.WaitForNextTickAsync(cancellationToken));
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _console.Enqueue(line);
        }
    }
}
