using System.Diagnostics;
using System.Globalization;
using Cruddur.Dashboard;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Writing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cruddur.Benchmarks;

/// <summary>
/// How many spans a second the store takes, each request decoded, checked, written and committed: while it fills up, and at its limit, where as many are
/// evicted as come. Then how long reads take over all of them while more come. Run it on one core: <c>taskset -c 0</c>.
/// </summary>
internal static class IngestRun
{
    private const int StoredSpans = 1_000_000;
    private const int DefaultSeconds = 10;
    private const int Turns = 40;
    private const int SpansASecondWhileReading = 10_000;

    /// <summary>Runs at the limit for so many seconds, and prints what it saw.</summary>
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
        var options = Options.Create(new StoreOptions { MaxSpans = StoredSpans });
        using var file = new TelemetryFile(new DataFolder(configuration), TimeProvider.System);
        using var records = new TelemetryRecords(file);
        var reader = new TelemetryReader(records);
        var queue = new IngestQueue(options);
        var sender = new Sender(DecodeBenchmarks.Export(queue));
        using var writer = new TelemetryWriter(
            file, queue, new TelemetryCommands(), new TelemetryNews(), options, TimeProvider.System, NullLogger<TelemetryWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);

        Console.WriteLine($"{SampleRequests.Spans} spans a request, {SampleRequests.Traces(0).Length / SampleRequests.Spans} bytes a span, {Environment.ProcessorCount} cores");
        await MeasureAsync("filling", reader, sender, () => sender.Sent < StoredSpans);
        Console.WriteLine($"{new FileInfo(file.Path).Length / (double)StoredSpans:F0} bytes a span on disk");
        var watch = Stopwatch.StartNew();
        await MeasureAsync("at the limit", reader, sender, () => watch.Elapsed < time);
        await WithIngestAsync(sender, () => ReportReadsAsync(reader));
        await writer.StopAsync(CancellationToken.None);
    }

    private static async Task MeasureAsync(string what, TelemetryReader reader, Sender sender, Func<bool> goesOn)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, processor, sent) = (Stopwatch.StartNew(), process.TotalProcessorTime, sender.Sent);
        var memory = 0L;
        while (goesOn())
        {
            await sender.SendAsync();
            memory = Math.Max(memory, Environment.WorkingSet);
        }

        var counts = await StoredAsync(reader, sender.Sent);
        process.Refresh();
        var (elapsed, busy, spans) = (watch.Elapsed, process.TotalProcessorTime - processor, sender.Sent - sent);
        Console.WriteLine(
            $"{what}: {spans} spans in {elapsed.TotalSeconds:F1} s, {spans / elapsed.TotalSeconds:F0} spans/s; by the processor's time {spans / busy.TotalSeconds:F0} spans/s on one core; " +
            $"{counts.Spans} stored, {counts.EvictedSpans} evicted; at most {memory >> 20} MB");
    }

    private static async Task<TelemetryCounts> StoredAsync(TelemetryReader reader, long sent)
    {
        while (true)
        {
            var counts = await reader.CountsAsync(CancellationToken.None);
            if (counts.Spans + counts.EvictedSpans >= sent && counts.Spans <= StoredSpans)
                return counts;
            await Task.Delay(10);
        }
    }

    private static async Task WithIngestAsync(Sender sender, Func<Task> reads)
    {
        using var stop = new CancellationTokenSource();
        var sending = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)SampleRequests.Spans / SpansASecondWhileReading));
            while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync())
                await sender.SendAsync();
        });
        await reads();
        await stop.CancelAsync();
        await sending;
    }

    private static async Task ReportReadsAsync(TelemetryReader reader)
    {
        Console.WriteLine($"reads, with {SpansASecondWhileReading} spans/s coming:");
        var traces = (await reader.TracesAsync(new() { Limit = 100, Order = TraceOrder.Longest }, CancellationToken.None)).Items;
        await ReportAsync("trace by id", async turn => (await reader.TraceAsync(traces[turn % traces.Count].TraceId, CancellationToken.None)).Count);
        await ReportAsync("last 100 traces of a service", async turn =>
            (await reader.TracesAsync(new() { Resources = [$"service-{turn % SampleRequests.Services}"] }, CancellationToken.None)).TotalCount);
        foreach (var (name, condition) in Conditions)
        {
            await ReportAsync($"spans, {name}", async _ => (await reader.SpansAsync(new() { Where = condition }, CancellationToken.None)).TotalCount);
            await ReportAsync($"traces, {name}", async _ => (await reader.TracesAsync(new() { Where = condition }, CancellationToken.None)).TotalCount);
        }

        await ReportAsync("facets", async _ => (await reader.SpanFacetsAsync(Condition.Always, CancellationToken.None)).Count);
        Console.WriteLine($"{Environment.WorkingSet >> 20} MB in the end");
    }

    private static IEnumerable<(string Name, Condition Condition)> Conditions
    {
        get
        {
            var user = Attribute("enduser.id", Comparison.Equal, "user-7");
            yield return ("an attribute equal, of 2 %", user);
            yield return ("an attribute equal, of all", Attribute("url.scheme", Comparison.Equal, "http"));
            yield return ("an attribute equal, of none", Attribute("enduser.id", Comparison.Equal, "nobody"));
            yield return ("a number in a range", new AllOf([Attribute("app.result_length", Comparison.Greater, "1000", 1000), Attribute("app.result_length", Comparison.Less, "1010", 1010)]));
            yield return ("a duration", new Test(new(FieldKind.Duration), Comparison.Greater, new("10ms", 10_000_000)));
            yield return ("free text, of 2 %", new AnyText("USER-7"));
            yield return ("free text, of none", new AnyText("no such thing"));
            yield return ("free text that may be an id", new AnyText("beef"));
            yield return ("NOT", new Not(user));
            yield return ("OR", new AnyOf([user, new Test(new(FieldKind.Status), Comparison.Equal, new("error"))]));
        }
    }

    private static Test Attribute(string key, Comparison comparison, string text, decimal? number = null) =>
        new(new(FieldKind.Attribute, key), comparison, new(text, number));

    private static async Task ReportAsync(string name, Func<int, Task<long>> read)
    {
        var (times, found) = (new List<double>(), 0L);
        for (var turn = 0; turn < Turns; turn++)
        {
            var watch = Stopwatch.StartNew();
            found = await read(turn);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"  {name}: {times[times.Count / 2]:F1} ms median, {times[times.Count * 95 / 100]:F1} ms p95 ({found} found)");
    }

    /// <summary>Sends requests, each once the store has room for it.</summary>
    private sealed class Sender(OtlpExport export)
    {
        private readonly SampleRequests.Copies _copies = new();
        private readonly RequestMemory _memory = new(Options.Create(new ReceiverOptions()));
        private int _requests;

        /// <summary>How many spans were taken.</summary>
        public long Sent => (long)_requests * SampleRequests.Spans;

        public async Task SendAsync()
        {
            while (!TrySend())
                await Task.Delay(1);
            _requests++;
        }

        private bool TrySend()
        {
            using var share = _memory.Open();
            try
            {
                export.Export(OtlpSignal.Traces, OtlpEncoding.Protobuf, _copies.Request(_requests), share);
                return true;
            }
            catch (RequestRefusedException e) when (e.Refusal.Again)
            {
                return false;
            }
        }
    }
}
