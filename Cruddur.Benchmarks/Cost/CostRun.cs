using System.Globalization;

namespace Cruddur.Benchmarks.Cost;

/// <summary>
/// What telemetry costs a tiny endpoint: the same service bare, with the service defaults and nothing configured, with all four sinks at 100 %, and with the sampling
/// rules, and with backends that accept and never answer, in turns, the service on one core, load and backends on the others. What is delivered stands beside every speed.
/// </summary>
internal static class CostRun
{
    private const int Connections = 32;

    private static readonly string[] Modes = ["bare", "off", "all", "rules", "silent"];

    public static async Task<int> RunAsync(string[] args)
    {
        var modes = args is [_, _, .. { Length: > 0 } chosen] ? ["bare", .. chosen] : Modes;
        var (rounds, seconds) = args switch
        {
            [var r, var s, ..] => (int.Parse(r, CultureInfo.InvariantCulture), int.Parse(s, CultureInfo.InvariantCulture)),
            _ => (5, 4),
        };
        var samples = modes.ToDictionary(mode => mode, _ => new List<CostSample>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var mode in modes)
                samples[mode].Add(await MeasureAsync(mode, TimeSpan.FromSeconds(seconds)));
        }

        Console.WriteLine("mode    requests/s  ratio  p99 ms   CPU µs/request   bytes/request   produced  spans/logs/segments/events delivered");
        var bare = samples["bare"];
        foreach (var mode in modes)
        {
            var of = samples[mode];
            var ratios = of.Zip(bare, (one, other) => one.PerSecond / other.PerSecond);
            var last = of[^1];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{mode,-6} {Median(of.Select(s => s.PerSecond)),11:F0} {Median(ratios),6:F2} {Median(of.Select(s => s.P99.TotalMilliseconds)),7:F2} " +
                $"{Median(of.Select(s => s.Microseconds)),9:F1} ({Median(of.Zip(bare, (a, b) => a.Microseconds - b.Microseconds)),+5:+0.0;-0.0}) " +
                $"{Median(of.Select(s => s.Bytes)),8:F0} ({Median(of.Zip(bare, (a, b) => a.Bytes - b.Bytes)),+6:+0;-0}) {last.Requests,10} " +
                $"{last.Delivered.Spans}/{last.Delivered.Logs}/{last.Delivered.Segments}/{last.Delivered.Events}"));
        }

        return 0;
    }

    private static async Task<CostSample> MeasureAsync(string mode, TimeSpan time)
    {
        await using var backends = await Backends.StartAsync(answering: mode != "silent");
        double microseconds, bytes;
        LoadResult warm, load;
        await using (var service = await ServiceProcess.StartAsync(mode == "bare" ? "cost-bare" : "cost-service", EnvironmentOf(mode, backends)))
        {
            warm = await LoadClient.RunAsync(service.Url, Connections, time / 2);
            var before = await service.CostAsync();
            load = await LoadClient.RunAsync(service.Url, Connections, time);
            var after = await service.CostAsync();
            (microseconds, bytes) = ((after.Microseconds - before.Microseconds) / load.Answered, (after.Bytes - before.Bytes) / load.Answered);
        }

        if (load.Failed > 0)
            throw new InvalidOperationException($"{load.Failed} requests failed.");
        // The two questions after the cost are requests as well.
        return new CostSample(load.PerSecond, load.P99, microseconds, bytes, warm.Answered + load.Answered + 2, backends.Delivered);
    }

    private static Dictionary<string, string> EnvironmentOf(string mode, Backends backends)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["DOTNET_gcServer"] = "0",
            // All code as it is after hours: on one busy core the compiler of the runtime's tiers would not come to its turn for minutes.
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_ReadyToRun"] = "0",
            // The console is a sink of its own, and not one of the four.
            ["Serilog__WriteTo__0__Name"] = "Console",
            ["Serilog__WriteTo__0__Args__restrictedToMinimumLevel"] = "Fatal",
        };
        if (mode is not ("all" or "rules" or "silent"))
            return environment;

        environment["HONEYCOMB_API_KEY"] = "key";
        environment["HONEYCOMB_ENDPOINT"] = backends.Url;
        environment["AWS_XRAY_DAEMON_ADDRESS"] = $"127.0.0.1:{backends.DaemonPort}";
        environment["CloudWatchLogs__LogGroup"] = "cost";
        environment["AWS_REGION"] = "us-east-1";
        environment["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = backends.Url;
        environment["ROLLBAR_ACCESS_TOKEN"] = "0123456789abcdef0123456789abcdef";
        environment["ROLLBAR_ENDPOINT"] = backends.Url + "/api/1/item/";
        if (mode != "rules")
            environment["OTEL_TRACES_SAMPLER"] = "always_on";
        return environment;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed record CostSample(double PerSecond, TimeSpan P99, double Microseconds, double Bytes, long Requests, Delivered Delivered);
}
