using Cruddur.ServiceDefaults.Configuration;
using Cruddur.Tests.Api;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class OptionsTests
{
    private static readonly Dictionary<string, string?> Wrong = new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "localhost:4317",
        ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/json",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "secret",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "soon",
        ["HONEYCOMB_API_KEY"] = "key",
        ["HONEYCOMB_ENDPOINT"] = "ftp://honeycomb",
        ["Dashboard:OtlpEndpoint"] = "/v1",
        ["Telemetry:FlushDeadline"] = "-00:00:01",
        ["Telemetry:UntracedPaths:0"] = "health",
        ["BrowserTelemetry:BatchesPerSecond"] = "0",
    };

    [Fact]
    public async Task Wrong_settings_are_refused_at_start_all_at_once_each_with_its_key_and_what_to_do()
    {
        await using var app = TestService.Build(Wrong);
        var refused = await Assert.ThrowsAsync<InvalidConfigurationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            """
            The service can't start until these 9 settings are mended:
              - OTEL_EXPORTER_OTLP_ENDPOINT is not an absolute http or https URL. Write it like http://localhost:4318, or remove it.
              - OTEL_EXPORTER_OTLP_HEADERS is not a list of headers. Write it like name=value,name=value, or remove it.
              - OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is none of grpc, http/protobuf. Write one of them, or remove it for the default.
              - OTEL_BSP_SCHEDULE_DELAY is not a whole number of at least 1. Write one, or remove it for the default.
              - HONEYCOMB_ENDPOINT is not an absolute http or https URL. Write it like https://api.honeycomb.io, or remove it.
              - Dashboard:OtlpEndpoint is not an absolute http or https URL. Write it like http://localhost:4318, or remove it.
              - Telemetry:FlushDeadline is -00:00:01. Write a time from 00:00:00 to 00:05:00, or remove it for 00:00:05.
              - Telemetry:UntracedPaths holds "health". Begin each path with a slash.
              - BrowserTelemetry:BatchesPerSecond is not a whole number of at least 1. Write one, or remove it for the default.
            """.ReplaceLineEndings(),
            refused.ToString());
    }

    [Fact]
    public async Task Service_that_refuses_its_settings_ends_with_the_message_and_no_stack_trace()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, errors) = await ApiProcess.RefusalAsync(
            folder.Path, new() { ["Dashboard__OtlpEndpoint"] = "nowhere" }, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exitCode);
        Assert.Equal(
            """
            The service can't start until this setting is mended:
              - Dashboard:OtlpEndpoint is not an absolute http or https URL. Write it like http://localhost:4318, or remove it.

            """.ReplaceLineEndings(),
            errors);
    }
}
