using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Cruddur.Dashboard.Listeners;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cruddur.Tests.Dashboard;

public sealed partial class OfficialExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task What_the_official_exporter_sends_can_be_read(OtlpExportProtocol protocol)
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:OtlpApiKey"] = "the-key" });
        var name = $"Test.{protocol}";
        using var source = new ActivitySource(name, "1.2");
        using var meter = new Meter(name);
        string? traceId;
        using (var sdk = Start(dashboard, protocol, name))
        {
            using (var activity = source.StartActivity("buy", ActivityKind.Server)!)
            {
                traceId = activity.TraceId.ToHexString();
                activity.SetTag("user.id", 42);
                activity.AddEvent(new("paid"));
                activity.SetStatus(ActivityStatusCode.Error, "no money");
                Log.Left(sdk.GetLoggerFactory().CreateLogger("Shop"), 3);
            }

            meter.CreateCounter<long>("sold").Add(1);
        }

        await dashboard.StoredAsync(counts => counts is { Spans: 1, Logs: 1, Instruments: 1 });
        var span = Assert.Single(await dashboard.Reader.TraceAsync(traceId, TestContext.Current.CancellationToken));
        Assert.Equal(
            ("buy", "Server", "Error", "no money", name, "1.2", "shop", "user.id = 42", "paid"),
            (span.Name, span.Kind.ToString(), span.Status.ToString(), span.StatusMessage, span.Scope.Name, span.Scope.Version, span.Resource.ServiceName,
                string.Join(", ", span.Attributes.Select(one => $"{one.Key} = {one.Value}")), span.Events.Single().Name));
        var log = Assert.Single((await dashboard.Reader.LogsAsync(new() { TraceId = traceId }, TestContext.Current.CancellationToken)).Items);
        Assert.Equal(
            ("Only {Count} left", 13, "Shop", span.SpanId, "Count = 3"),
            (log.Body.ToString(), log.SeverityNumber, log.Scope.Name, log.SpanId,
                string.Join(", ", log.Attributes.Where(one => one.Key == "Count").Select(one => $"{one.Key} = {one.Value}"))));
        var resource = Assert.Single(JsonNode.Parse(await dashboard.ReadAsync("resources"))!.AsArray())!;
        Assert.Equal(
            """{"name":"shop","instanceId":"one","displayName":"shop-one","hasLogs":true,"hasTraces":true,"hasMetrics":true}""", resource.ToJsonString());
    }

    private static OpenTelemetrySdk Start(DashboardApplication dashboard, OtlpExportProtocol protocol, string source)
    {
        return OpenTelemetrySdk.Create(builder => builder
            .ConfigureResource(resource => resource.AddService("shop", serviceInstanceId: "one"))
            .WithTracing(tracing => tracing.AddSource(source).AddOtlpExporter(options => Configure(options, "traces")))
            .WithMetrics(metrics => metrics.AddMeter(source).AddOtlpExporter(options => Configure(options, "metrics")))
            .WithLogging(logging => logging.AddOtlpExporter(options => Configure(options, "logs"))));

        void Configure(OtlpExporterOptions options, string signal)
        {
            options.Protocol = protocol;
            options.Headers = "x-otlp-api-key=the-key";
            options.Endpoint = protocol == OtlpExportProtocol.Grpc
                ? dashboard.Address(Listener.OtlpGrpc)
                : new Uri(dashboard.Address(Listener.OtlpHttp), $"/v1/{signal}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Only {Count} left")]
        public static partial void Left(ILogger logger, int count);
    }
}
