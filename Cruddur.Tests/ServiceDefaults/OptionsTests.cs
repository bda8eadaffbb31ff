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
        ["ROLLBAR_ACCESS_TOKEN"] = "a token",
        ["ROLLBAR_CLIENT_ACCESS_TOKEN"] = "token\n",
        ["ROLLBAR_ENDPOINT"] = "api.rollbar.com",
        ["Rollbar:ItemsPerMinute"] = "many",
        ["Dashboard:OtlpEndpoint"] = "/v1",
        ["Dashboard:IngestEndpoint"] = "localhost:4318",
        ["CloudWatchLogs:LogGroup"] = "my group",
        ["CloudWatchLogs:RetentionDays"] = "2",
        ["CloudWatchLogs:Level"] = "loud",
        ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = "logs",
        ["Telemetry:FlushDeadline"] = "-00:00:01",
        ["Telemetry:UntracedPaths:0"] = "health",
        ["AWS_XRAY_DAEMON_ADDRESS"] = "localhost",
        ["BrowserTelemetry:BatchesPerSecond"] = "0",
    };

    [Fact]
    public async Task Wrong_settings_are_refused_at_start_all_at_once_each_with_its_key_and_what_to_do()
    {
        await using var app = TestService.Build(Wrong);
        var refused = await Assert.ThrowsAsync<InvalidConfigurationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            """
            The service can't start until these 20 settings are mended:
              - OTEL_EXPORTER_OTLP_ENDPOINT is not an absolute http or https URL without user, query and fragment. Write it like http://localhost:4318, or remove it.
              - OTEL_EXPORTER_OTLP_HEADERS is not a list of headers. Write it like name=value,name=value, or remove it.
              - OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is none of grpc, http/protobuf. Write one of them, or remove it for the default.
              - OTEL_BSP_SCHEDULE_DELAY is not a whole number of at least 1. Write one, or remove it for the default.
              - HONEYCOMB_ENDPOINT is not an absolute http or https URL without user, query and fragment. Write it like https://api.honeycomb.io, or remove it.
              - ROLLBAR_ACCESS_TOKEN is not an access token: it has a space, a line end, a quote or another character that no token has. Copy it again, or remove it.
              - ROLLBAR_CLIENT_ACCESS_TOKEN is not an access token: it has a space, a line end, a quote or another character that no token has. Copy it again, or remove it.
              - ROLLBAR_ENDPOINT is not an absolute http or https URL without user, query and fragment. Write it like https://api.rollbar.com/api/1/item/, or remove it.
              - Rollbar:ItemsPerMinute is not a whole number of at least 1. Write one, or remove it for the default.
              - Dashboard:OtlpEndpoint is not an absolute http or https URL without user, query and fragment. Write it like http://localhost:4318, or remove it.
              - Dashboard:IngestEndpoint is not an absolute http or https URL without user, query and fragment. Write it like http://localhost:4318, or remove it.
              - CloudWatchLogs:Level is none of Verbose, Debug, Information, Warning, Error, Fatal. Write one of them, or remove it for the default.
              - AWS_ENDPOINT_URL_CLOUDWATCH_LOGS is not an absolute http or https URL without user, query and fragment. Write it like https://logs.us-east-1.amazonaws.com, or remove it.
              - CloudWatchLogs:LogGroup is no name of a log group. Write up to 512 letters, digits and _ - / . #, like cruddur, or remove it.
              - CloudWatchLogs:RetentionDays is none of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Write one of them, or remove it for 1.
              - AWS_REGION is not set, and CloudWatchLogs:LogGroup is in a region. Write it like us-east-1, or remove CloudWatchLogs:LogGroup.
              - Telemetry:FlushDeadline is -00:00:01. Write a time from 00:00:00 to 00:05:00, or remove it for 00:00:05.
              - Telemetry:UntracedPaths holds "health". Begin each path with a slash.
              - AWS_XRAY_DAEMON_ADDRESS is not an address. Write it like 127.0.0.1:2000 or "tcp:127.0.0.1:2000 udp:127.0.0.1:2000", or remove it.
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
              - Dashboard:OtlpEndpoint is not an absolute http or https URL without user, query and fragment. Write it like http://localhost:4318, or remove it.

            """.ReplaceLineEndings(),
            errors);
    }
}
