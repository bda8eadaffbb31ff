using Cruddur.ServiceDefaults.Otlp;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class OtlpDestinationsTests
{
    [Fact]
    public void Nothing_configured_sends_nothing() => Assert.Equal("", Shown([]));

    [Fact]
    public void Empty_values_are_unset() =>
        Assert.Equal("", Shown(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "", ["HONEYCOMB_API_KEY"] = "", ["Dashboard:OtlpEndpoint"] = "" }));

    [Fact]
    public void Standard_endpoint_is_grpc_unless_told_otherwise_and_keeps_its_url() =>
        Assert.Equal(
            """
            OTEL_EXPORTER_OTLP_ENDPOINT
              traces Grpc http://localhost:4317/ 10 s
              metrics Grpc http://localhost:4317/ 10 s
              logs Grpc http://localhost:4317/ 10 s
            """,
            Shown(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4317" }));

    [Fact]
    public void Over_http_the_common_endpoint_gets_a_path_for_each_signal_and_a_signals_own_is_taken_as_it_is() =>
        Assert.Equal(
            """
            OTEL_EXPORTER_OTLP_ENDPOINT
              traces HttpProtobuf https://collector:4318/base/v1/traces 3 s a=1
              metrics HttpProtobuf https://metrics/in 3 s b=2
              logs Grpc https://logs:4317/ 1 s a=1
            """,
            Shown(new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "https://collector:4318/base/",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "a=1",
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "3000",
                ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = "https://metrics/in",
                ["OTEL_EXPORTER_OTLP_METRICS_HEADERS"] = "b=2",
                ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = "https://logs:4317",
                ["OTEL_EXPORTER_OTLP_LOGS_PROTOCOL"] = "grpc",
                ["OTEL_EXPORTER_OTLP_LOGS_TIMEOUT"] = "1000",
            }));

    [Fact]
    public void Honeycomb_is_a_second_destination_and_the_dashboard_a_third() =>
        Assert.Equal(
            """
            OTEL_EXPORTER_OTLP_ENDPOINT
              logs HttpProtobuf http://localhost:1/v1/logs 10 s
            Honeycomb
              traces HttpProtobuf https://api.honeycomb.io/v1/traces 10 s x-honeycomb-team=key
              metrics HttpProtobuf https://api.honeycomb.io/v1/metrics 10 s x-honeycomb-team=key,x-honeycomb-dataset=metrics
              logs HttpProtobuf https://api.honeycomb.io/v1/logs 10 s x-honeycomb-team=key
            the dashboard
              traces HttpProtobuf http://localhost:4318/v1/traces 10 s x-otlp-api-key=secret
              metrics HttpProtobuf http://localhost:4318/v1/metrics 10 s x-otlp-api-key=secret
              logs HttpProtobuf http://localhost:4318/v1/logs 10 s x-otlp-api-key=secret
            """,
            Shown(new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:1",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_TRACES_EXPORTER"] = "none",
                ["OTEL_METRICS_EXPORTER"] = "none",
                ["HONEYCOMB_API_KEY"] = "key",
                ["Dashboard:OtlpEndpoint"] = "http://localhost:4318",
                ["Dashboard:OtlpApiKey"] = "secret",
            }));

    [Fact]
    public void Same_url_twice_counts_once() =>
        Assert.Equal(
            """
            OTEL_EXPORTER_OTLP_ENDPOINT
              traces HttpProtobuf http://localhost:4318/v1/traces 10 s
            the dashboard
              metrics HttpProtobuf http://localhost:4318/v1/metrics 10 s
              logs HttpProtobuf http://localhost:4318/v1/logs 10 s
            """,
            Shown(new()
            {
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://LOCALHOST:4318/v1/traces",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["Dashboard:OtlpEndpoint"] = "http://localhost:4318/",
            }));

    [Fact]
    public void Disabled_sdk_sends_nothing() =>
        Assert.Equal("", Shown(new() { ["OTEL_SDK_DISABLED"] = "true", ["Dashboard:OtlpEndpoint"] = "http://localhost:4318" }));

    private static string Shown(Dictionary<string, string?> settings)
    {
        var destinations = OtlpDestinations.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return string.Join('\n', destinations.All.SelectMany(destination => new[]
        {
            destination.Name,
            Line("traces", destination.Traces),
            Line("metrics", destination.Metrics),
            Line("logs", destination.Logs),
        }).OfType<string>());
    }

    private static string? Line(string signal, OtlpTarget? target) => target is null
        ? null
        : $"  {signal} {target.Protocol} {target.Url} {target.Timeout.TotalSeconds} s {target.Headers}".TrimEnd();
}
