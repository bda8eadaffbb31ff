using System.Diagnostics;
using Cruddur.ServiceDefaults.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>
/// A bounded queue with a thread of its own for each destination and signal, so that a dead destination holds up no other and no request.
/// A full queue drops what is new (OpenTelemetry's batch processors; 2,048 items each unless the standard variables say otherwise).
/// </summary>
internal sealed class ExportQueues(OtlpDestinations destinations, ExportQueueOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<Func<int, bool>> _shutdowns = [];

    public IEnumerable<BaseProcessor<Activity>> ForTraces() => Kept(destinations.All.Select(d => d.Traces), Processor, p => p.Shutdown);

    public IEnumerable<MetricReader> ForMetrics() => Kept(destinations.All.Select(d => d.Metrics), Reader, r => r.Shutdown);

    public IEnumerable<BaseProcessor<LogRecord>> ForLogs() => Kept(destinations.All.Select(d => d.Logs), LogProcessor, p => p.Shutdown);

    /// <summary>Sends what is queued, everywhere at the same time, and stops. What has not left by the deadline is given up.</summary>
    /// <returns>Whether everything left.</returns>
    public async Task<bool> ShutdownAsync(TimeSpan deadline)
    {
        List<Func<int, bool>> shutdowns;
        lock (_gate)
            shutdowns = [.. _shutdowns];

        // A shutdown blocks its thread; a pool thread each could be late when the pool is small.
        var all = Task.WhenAll(shutdowns.Select(shutdown => Task.Factory.StartNew(
            () => shutdown((int)deadline.TotalMilliseconds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        try
        {
            return (await all.WaitAsync(deadline + TimeSpan.FromMilliseconds(100))).All(done => done);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private List<T> Kept<T>(IEnumerable<OtlpTarget?> targets, Func<OtlpTarget, T> create, Func<T, Func<int, bool>> shutdown)
    {
        var created = targets.OfType<OtlpTarget>().Select(create).ToList();
        lock (_gate)
            _shutdowns.AddRange(created.Select(shutdown));
        return created;
    }

    private BatchActivityExportProcessor Processor(OtlpTarget target)
    {
        var queue = Number(options.SpanQueue, 2048);
        return new BatchActivityExportProcessor(
            new OtlpTraceExporter(target.ToExporterOptions()),
            queue,
            Number(options.SpanDelay, 5000),
            Number(options.SpanTimeout, 30000),
            Math.Min(queue, Number(options.SpanBatch, 512)));
    }

    private BatchLogRecordExportProcessor LogProcessor(OtlpTarget target)
    {
        var queue = Number(options.LogQueue, 2048);
        return new BatchLogRecordExportProcessor(
            new OtlpLogExporter(target.ToExporterOptions()),
            queue,
            Number(options.LogDelay, 1000),
            Number(options.LogTimeout, 30000),
            Math.Min(queue, Number(options.LogBatch, 512)));
    }

    private PeriodicExportingMetricReader Reader(OtlpTarget target) =>
        new(new OtlpMetricExporter(target.ToExporterOptions()), Number(options.MetricInterval, 60000), Number(options.MetricTimeout, 30000))
        {
            TemporalityPreference = Enum.TryParse<MetricReaderTemporalityPreference>(options.MetricTemporality, ignoreCase: true, out var preference)
                ? preference
                : MetricReaderTemporalityPreference.Cumulative,
        };

    private static int Number(string? value, int otherwise) => WholeNumberAttribute.TryParse(value) is { } number and > 0 ? number : otherwise;
}
