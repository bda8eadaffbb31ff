using System.Diagnostics;
using System.Globalization;
using Cruddur.Dashboard;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Writing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cruddur.Benchmarks;

/// <summary>How many spans a second the store takes for as long as it is given them, each batch decoded, written and committed.</summary>
internal static class IngestRun
{
    private const int DefaultSeconds = 20;

    /// <summary>Runs for so many seconds, and prints what it saw.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultSeconds;
        var folder = Directory.CreateTempSubdirectory("cruddur-ingest-");
        try
        {
            await RunAsync(folder.FullName, TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task RunAsync(string folder, TimeSpan time)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CRUDDUR_DATA", folder)]).Build();
        var options = Options.Create(new StoreOptions { MaxSpans = long.MaxValue, MaxBytes = long.MaxValue });
        using var file = new TelemetryFile(new DataFolder(configuration), TimeProvider.System);
        using var records = new TelemetryRecords(file);
        var reader = new TelemetryReader(records);
        var queue = new IngestQueue(options);
        var export = DecodeBenchmarks.Export(queue);
        var memory = new RequestMemory(Options.Create(new ReceiverOptions()));
        using var writer = new TelemetryWriter(file, queue, new TelemetryCommands(), new TelemetryNews(), options, TimeProvider.System, NullLogger<TelemetryWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);

        var watch = Stopwatch.StartNew();
        var sent = 0;
        while (watch.Elapsed < time)
        {
            var request = SampleRequests.Traces(sent);
            while (!TrySend(export, memory, request))
                await Task.Delay(1);
            sent++;
        }

        await writer.StopAsync(CancellationToken.None);
        var elapsed = watch.Elapsed;
        var counts = await reader.CountsAsync(CancellationToken.None);
        Console.WriteLine($"{counts.Spans} spans in {elapsed.TotalSeconds:F1} s: {counts.Spans / elapsed.TotalSeconds:F0} spans/s on {Environment.ProcessorCount} cores, " +
            $"the making of the requests included; {new FileInfo(file.Path).Length / (double)counts.Spans:F0} bytes a span on disk, " +
            $"{SampleRequests.Traces(0).Length / SampleRequests.Spans} on the wire");
        await ReportReadsAsync(reader);
    }

    private static bool TrySend(OtlpExport export, RequestMemory memory, byte[] request)
    {
        using var share = memory.Open();
        try
        {
            export.Export(OtlpSignal.Traces, OtlpEncoding.Protobuf, RentedBytes.Copy(request), share);
            return true;
        }
        catch (RequestRefusedException e) when (e.Refusal.Again)
        {
            return false;
        }
    }

    private static async Task ReportReadsAsync(TelemetryReader reader)
    {
        var (list, whole) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 100; turn++)
        {
            var watch = Stopwatch.StartNew();
            var page = await reader.TracesAsync(new() { Limit = 100 }, CancellationToken.None);
            list.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            await reader.TraceAsync(page.Items[turn % page.Items.Count].TraceId, CancellationToken.None);
            whole.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"last 100 traces: {Percentiles(list)}; trace by id: {Percentiles(whole)}");
    }

    private static string Percentiles(List<double> times)
    {
        times.Sort();
        return $"{times[times.Count / 2]:F1} ms median, {times[times.Count * 95 / 100]:F1} ms p95";
    }
}
