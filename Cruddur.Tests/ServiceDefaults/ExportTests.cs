using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class ExportTests
{
    [Fact]
    public async Task Everything_reaches_every_destination_and_stopping_waits_for_none_that_is_dead()
    {
        await using var dashboard = await OtlpReceiver.StartAsync();
        await using var honeycomb = await OtlpReceiver.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var lines = new ConsoleLines();
        await using var service = await TestService.StartAsync(
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["HONEYCOMB_API_KEY"] = "key",
                ["HONEYCOMB_ENDPOINT"] = honeycomb.Url,
                ["Dashboard:OtlpEndpoint"] = dashboard.Url,
                ["Telemetry:FlushDeadline"] = "00:00:01",
            },
            MapPages,
            lines.Of);
        var sent = new List<string>();
        for (var i = 0; i < 200; i++)
            sent.Add(await service.TraceAsync("/page"));

        var stopping = Stopwatch.StartNew();
        await service.StopAsync();
        Assert.True(stopping.Elapsed >= TimeSpan.FromSeconds(0.9), $"The silent destination was given {stopping.Elapsed}.");
        Assert.Single(lines.All, line => line.Contains("Telemetry that was still queued after 1 s is lost: ", StringComparison.Ordinal));
        foreach (var destination in new[] { dashboard, honeycomb })
        {
            Assert.Empty(sent.Except(destination.Spans.Where(span => span.Name == "GET /page").Select(span => span.TraceId)));
            Assert.Empty(sent.Except(destination.Logs.Where(log => log.Body.StartsWith("GET /page", StringComparison.Ordinal)).Select(log => log.TraceId)));
            Assert.Contains(destination.Exports, export => export.Path == "/v1/metrics");
        }

        Assert.All(honeycomb.Exports, export => Assert.Equal("key", export.Headers["x-honeycomb-team"]));
        Assert.All(dashboard.Exports, export => Assert.False(export.Headers.ContainsKey("x-honeycomb-team")));
        Assert.Equal(
            ["metrics"], honeycomb.Exports.Select(export => export.Headers.GetValueOrDefault("x-honeycomb-dataset")).OfType<string>().Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Telemetry_leaves_even_when_a_request_outlasts_the_shutdown()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await TestService.StartAsync(
            new() { ["Dashboard:OtlpEndpoint"] = receiver.Url },
            app =>
            {
                MapPages(app);
                app.MapGet("/stuck", async () =>
                {
                    entered.SetResult();
                    await released.Task;
                });
            },
            builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        var traceId = await service.TraceAsync("/page");
        var stuck = service.Client.GetAsync("/stuck", TestContext.Current.CancellationToken);
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Record.ExceptionAsync(service.StopAsync);
        Assert.Contains(receiver.Spans, span => span.TraceId == traceId);
        released.SetResult();
        await Record.ExceptionAsync(() => stuck);
    }

    [Fact]
    public async Task Destination_that_takes_nothing_is_named_once_and_again_only_when_it_is_back()
    {
        await using var refusing = await OtlpReceiver.StartAsync(answer: 401);
        var lines = new ConsoleLines();
        await using var service = await TestService.StartAsync(
            new() { ["Dashboard:OtlpEndpoint"] = refusing.Url, ["OTEL_BSP_SCHEDULE_DELAY"] = "1", ["OTEL_BLRP_SCHEDULE_DELAY"] = "1" }, MapPages, lines.Of);
        for (var i = 0; i < 5; i++)
        {
            var traceId = await service.TraceAsync("/page");
            await refusing.FirstAsync(receiver => receiver.Spans.Where(span => span.TraceId == traceId));
        }

        await service.StopAsync();
        foreach (var signal in new[] { "spans", "logs", "metrics" })
        {
            await lines.FirstAsync($"takes no {signal}");
            var line = Assert.Single(lines.All, line => line.Contains($"takes no {signal}", StringComparison.Ordinal));
            Assert.Contains($"WRN the dashboard takes no {signal} (", line, StringComparison.Ordinal);
            Assert.Contains("401 (Unauthorized)", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Exporters_are_not_traced()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(new() { ["Dashboard:OtlpEndpoint"] = receiver.Url, ["OTEL_BSP_SCHEDULE_DELAY"] = "1" }, MapPages);
        var first = await service.TraceAsync("/page");
        await receiver.FirstAsync(r => r.Spans.Where(span => span.TraceId == first));
        var second = await service.TraceAsync("/page");
        await receiver.FirstAsync(r => r.Spans.Where(span => span.TraceId == second));
        await service.StopAsync();
        Assert.DoesNotContain(receiver.Spans, span => span.Source == "System.Net.Http" && span.Attributes["server.port"] == new Uri(receiver.Url).Port.ToString());
    }

    [Fact]
    public async Task Resource_says_who_sends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(
            new()
            {
                ["Dashboard:OtlpEndpoint"] = receiver.Url,
                ["OTEL_SERVICE_NAME"] = "api",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=other,service.instance.id=abc,team=a%20b,,nonsense",
            },
            MapPages);
        var traceId = await service.TraceAsync("/page");
        await service.StopAsync();
        var resource = receiver.Spans.First(span => span.TraceId == traceId).Resource;
        Assert.Equal(
            [
                "deployment.environment.name=Production",
                $"host.name={Environment.MachineName}",
                "service.instance.id=abc",
                "service.name=api",
                "service.version=0.1.0",
                "team=a b",
                "telemetry.sdk.language=dotnet",
                "telemetry.sdk.name=opentelemetry",
            ],
            resource.Where(pair => pair.Key != "telemetry.sdk.version").Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_of_server_runtime_and_business_are_sent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var meter = new System.Diagnostics.Metrics.Meter("Cruddur.Tests");
        var counter = meter.CreateCounter<int>("cruddur.tests.run");
        await using var service = await TestService.StartAsync(new() { ["Dashboard:OtlpEndpoint"] = receiver.Url }, MapPages);
        counter.Add(1);
        await service.TraceAsync("/page");
        await service.StopAsync();
        var names = receiver.Exports.Where(export => export.Path == "/v1/metrics")
            .SelectMany(export => OtlpText.Items(export.Document, "resourceMetrics"))
            .SelectMany(resource => OtlpText.Items(resource, "scopeMetrics"))
            .SelectMany(scope => OtlpText.Items(scope, "metrics"))
            .Select(metric => OtlpText.Of(metric, "name"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections", "cruddur.tests.run" }, names);
    }

    private static void MapPages(WebApplication app) => app.MapGet("/page", () => "page");
}
