using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>OpenTelemetry's standard variables for the queue that each destination has for each signal; times in milliseconds.</summary>
internal sealed class ExportQueueOptions
{
    /// <summary>The variables stand at the root of configuration, under their standard names.</summary>
    public const string Section = "";

    [ConfigurationKeyName("OTEL_BSP_SCHEDULE_DELAY"), WholeNumber("OTEL_BSP_SCHEDULE_DELAY", 1)]
    public string? SpanDelay { get; init; }

    [ConfigurationKeyName("OTEL_BSP_EXPORT_TIMEOUT"), WholeNumber("OTEL_BSP_EXPORT_TIMEOUT", 1)]
    public string? SpanTimeout { get; init; }

    [ConfigurationKeyName("OTEL_BSP_MAX_QUEUE_SIZE"), WholeNumber("OTEL_BSP_MAX_QUEUE_SIZE", 1)]
    public string? SpanQueue { get; init; }

    [ConfigurationKeyName("OTEL_BSP_MAX_EXPORT_BATCH_SIZE"), WholeNumber("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1)]
    public string? SpanBatch { get; init; }

    [ConfigurationKeyName("OTEL_BLRP_SCHEDULE_DELAY"), WholeNumber("OTEL_BLRP_SCHEDULE_DELAY", 1)]
    public string? LogDelay { get; init; }

    [ConfigurationKeyName("OTEL_BLRP_EXPORT_TIMEOUT"), WholeNumber("OTEL_BLRP_EXPORT_TIMEOUT", 1)]
    public string? LogTimeout { get; init; }

    [ConfigurationKeyName("OTEL_BLRP_MAX_QUEUE_SIZE"), WholeNumber("OTEL_BLRP_MAX_QUEUE_SIZE", 1)]
    public string? LogQueue { get; init; }

    [ConfigurationKeyName("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE"), WholeNumber("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", 1)]
    public string? LogBatch { get; init; }

    [ConfigurationKeyName("OTEL_METRIC_EXPORT_INTERVAL"), WholeNumber("OTEL_METRIC_EXPORT_INTERVAL", 1)]
    public string? MetricInterval { get; init; }

    [ConfigurationKeyName("OTEL_METRIC_EXPORT_TIMEOUT"), WholeNumber("OTEL_METRIC_EXPORT_TIMEOUT", 1)]
    public string? MetricTimeout { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE")]
    [OneOf("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "cumulative", "delta", "lowmemory")]
    public string? MetricTemporality { get; init; }
}

/// <summary>Generated: checks <see cref="ExportQueueOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ExportQueueOptionsValidator : IValidateOptions<ExportQueueOptions>;
