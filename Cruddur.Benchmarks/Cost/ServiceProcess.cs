using System.Diagnostics;
using System.Globalization;

namespace Cruddur.Benchmarks.Cost;

/// <summary>The service in a process of its own, on one core where the system can be told so.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private ServiceProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<ServiceProcess> StartAsync(string argument, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ServiceProcess).Assembly.Location);
        start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
            process.ProcessorAffinity = 1;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(TinyService.Ready, StringComparison.Ordinal))
                continue;

            // What it prints from here on is nobody's, but a full pipe would hold it up.
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServiceProcess(process, new Uri(line[TinyService.Ready.Length..]));
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }

    /// <summary>Processor time in microseconds and bytes allocated since its start.</summary>
    public async Task<(double Microseconds, double Bytes)> CostAsync()
    {
        var words = (await _http.GetStringAsync(new Uri(Url, "/cost"))).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Ends it as SIGTERM does: what it has recorded leaves.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
