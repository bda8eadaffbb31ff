using Cruddur.ServiceDefaults.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Reads the metrics from time to time and exports them, with a thread for each destination, so that a dead one holds up no other.</summary>
internal sealed class MetricReaders
{
    private const int DefaultInterval = 60_000;
    private const int DefaultTimeout = 30_000;

    private readonly ExportQueueOptions _options;

    public MetricReaders(OtlpDestinations destinations, ExportQueueOptions options)
    {
        _options = options;
        All = [.. destinations.All.Select(destination => destination.Metrics).OfType<OtlpTarget>().Select(Reader)];
    }

    public IReadOnlyList<MetricReader> All { get; }

    /// <summary>Exports a last time, everywhere at the same time. What has not left by the deadline is given up.</summary>
    /// <returns>Whether everything left.</returns>
    public async Task<bool> ShutdownAsync(TimeSpan deadline)
    {
        // A shutdown blocks its thread; a pool thread each could be late when the pool is small.
        var all = Task.WhenAll(All.Select(reader => Task.Factory.StartNew(
            () => reader.Shutdown((int)deadline.TotalMilliseconds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        try
        {
            return (await all.WaitAsync(deadline + TimeSpan.FromMilliseconds(100))).All(done => done);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private PeriodicExportingMetricReader Reader(OtlpTarget target) =>
        new(
            new OtlpMetricExporter(target.ToExporterOptions()),
            WholeNumberAttribute.Or(_options.MetricInterval, DefaultInterval),
            WholeNumberAttribute.Or(_options.MetricTimeout, DefaultTimeout))
        {
            TemporalityPreference = Enum.TryParse<MetricReaderTemporalityPreference>(_options.MetricTemporality, ignoreCase: true, out var preference)
                ? preference
                : MetricReaderTemporalityPreference.Cumulative,
        };
}
