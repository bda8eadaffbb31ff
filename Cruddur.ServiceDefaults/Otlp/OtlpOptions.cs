using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>OpenTelemetry's standard variables, as far as they choose where telemetry goes. An empty value means unset.</summary>
internal sealed class OtlpOptions
{
    /// <summary>The variables stand at the root of configuration, under their standard names.</summary>
    public const string Section = "";

    private const string ExampleUrl = "http://localhost:4318";

    [ConfigurationKeyName("OTEL_SDK_DISABLED"), OneOf("OTEL_SDK_DISABLED", "true", "false")]
    public string? SdkDisabled { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT"), HttpUrl("OTEL_EXPORTER_OTLP_ENDPOINT", ExampleUrl)]
    public string? Endpoint { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_PROTOCOL"), OneOf("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "http/protobuf")]
    public string? Protocol { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_HEADERS"), HeaderList("OTEL_EXPORTER_OTLP_HEADERS")]
    public string? Headers { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TIMEOUT"), WholeNumber("OTEL_EXPORTER_OTLP_TIMEOUT", 1)]
    public string? Timeout { get; init; }

    [ConfigurationKeyName("OTEL_TRACES_EXPORTER"), OneOf("OTEL_TRACES_EXPORTER", "otlp", "none")]
    public string? TracesExporter { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), HttpUrl("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", ExampleUrl + "/v1/traces")]
    public string? TracesEndpoint { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), OneOf("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc", "http/protobuf")]
    public string? TracesProtocol { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_HEADERS"), HeaderList("OTEL_EXPORTER_OTLP_TRACES_HEADERS")]
    public string? TracesHeaders { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"), WholeNumber("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", 1)]
    public string? TracesTimeout { get; init; }

    [ConfigurationKeyName("OTEL_METRICS_EXPORTER"), OneOf("OTEL_METRICS_EXPORTER", "otlp", "none")]
    public string? MetricsExporter { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"), HttpUrl("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", ExampleUrl + "/v1/metrics")]
    public string? MetricsEndpoint { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"), OneOf("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "grpc", "http/protobuf")]
    public string? MetricsProtocol { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_METRICS_HEADERS"), HeaderList("OTEL_EXPORTER_OTLP_METRICS_HEADERS")]
    public string? MetricsHeaders { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT"), WholeNumber("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", 1)]
    public string? MetricsTimeout { get; init; }

    [ConfigurationKeyName("OTEL_LOGS_EXPORTER"), OneOf("OTEL_LOGS_EXPORTER", "otlp", "none")]
    public string? LogsExporter { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"), HttpUrl("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", ExampleUrl + "/v1/logs")]
    public string? LogsEndpoint { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL"), OneOf("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "grpc", "http/protobuf")]
    public string? LogsProtocol { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_LOGS_HEADERS"), HeaderList("OTEL_EXPORTER_OTLP_LOGS_HEADERS")]
    public string? LogsHeaders { get; init; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT"), WholeNumber("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT", 1)]
    public string? LogsTimeout { get; init; }
}

/// <summary>Generated: checks <see cref="OtlpOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class OtlpOptionsValidator : IValidateOptions<OtlpOptions>;
