using System.Net;
using Cruddur.ServiceDefaults.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class SinkFaultTests
{
    private const int Requests = 300;

    [Theory]
    [MemberData(nameof(HostilePeer.Ways), MemberType = typeof(HostilePeer))]
    public async Task Backend_that_misbehaves_costs_no_request_and_every_loss_is_counted(string way)
    {
        await using var peer = HostilePeer.Start(way);
        if (way == "refuses")
            peer.Vanish();
        await using var service = await StartAsync(peer.Url, peer.Port);
        await LoadAsync(service);

        var accounts = service.App.Services.GetRequiredService<SinkAccounts>();
        await service.StopAsync();
        foreach (var account in accounts.All.Where(account => account.Sink != "capture"))
        {
            Assert.Equal(
                (account.Sink, account.Total(DeliveryState.Created)),
                (account.Sink, Enum.GetValues<DeliveryState>().Where(state => state is not (DeliveryState.Created or DeliveryState.Queued)).Sum(account.Total)));
        }

        Assert.Equal(
            ["CloudWatch Logs events", "Honeycomb logs", "Honeycomb spans", "X-Ray segments"],
            accounts.All.Where(account => account.Total(DeliveryState.Created) >= Requests).Select(account => $"{account.Sink} {account.Signal}").Order(StringComparer.Ordinal));
        Assert.All(accounts.All, account => Assert.Equal(0, account.Total(DeliveryState.Accepted)));
    }

    [Fact]
    public async Task Backend_that_comes_back_gets_what_was_kept_for_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var back = false;
        await using var gate = await GateAsync(receiver.Url, () => Volatile.Read(ref back));
        await using var service = await StartAsync(gate.Urls.Single(), 9);
        var sent = await LoadAsync(service);
        Volatile.Write(ref back, true);
        await service.StopAsync();
        Assert.Empty(sent.Except(receiver.Spans.Where(span => span.Name == "GET /page").Select(span => span.TraceId)));
        Assert.Empty(sent.Except(receiver.Logs.Select(log => log.TraceId)));
    }

    [Fact]
    public async Task What_was_answered_before_the_end_under_load_has_arrived_after_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(receiver.Url, 9);
        using var ending = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var answered = new List<string>();
            while (!ending.IsCancellationRequested)
            {
                try
                {
                    answered.Add(await service.TraceAsync("/page"));
                }
                catch (HttpRequestException)
                {
                    // The server has ended.
                    break;
                }
            }

            return answered;
        }));
        await receiver.FirstAsync(r => r.Spans.Skip(500));
        await service.StopAsync();
        await ending.CancelAsync();
        var sent = (await load).SelectMany(answered => answered).ToList();
        Assert.Empty(sent.Except(receiver.Spans.Select(span => span.TraceId)));
        Assert.Empty(sent.Except(receiver.Logs.Select(log => log.TraceId)));
    }

    [Fact]
    public async Task Local_dashboard_gets_a_receipt_for_each_trace_and_sink()
    {
        await using var dashboard = await OtlpReceiver.StartAsync();
        await using var refusing = await OtlpReceiver.StartAsync(answer: 403);
        await using var service = await TestService.StartAsync(
            new()
            {
                ["Dashboard:OtlpEndpoint"] = dashboard.Url,
                ["HONEYCOMB_API_KEY"] = "key",
                ["HONEYCOMB_ENDPOINT"] = refusing.Url,
            },
            app => app.MapGet("/page", () => "page"));
        var traceId = await service.TraceAsync("/page");
        await service.StopAsync();
        var receipts = dashboard.Logs.Where(log => log.Category == "telemetry.delivery" && log.TraceId == traceId).ToList();
        Assert.Equal(
            [
                "Honeycomb: 1 logs rejected (it answered 403 (Forbidden))",
                "Honeycomb: 1 spans rejected (it answered 403 (Forbidden))",
            ],
            receipts.Select(receipt => receipt.Body).Order(StringComparer.Ordinal));
        Assert.Equal(
            "delivery.items=1 delivery.reason=it answered 403 (Forbidden) delivery.signal=spans delivery.sink=Honeycomb delivery.state=rejected",
            string.Join(' ', receipts.Single(receipt => receipt.Attributes["delivery.signal"] == "spans").Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(refusing.Logs, log => log.Category == "telemetry.delivery");
    }

    private static Task<TestService> StartAsync(string url, int daemonPort) => TestService.StartAsync(
        new()
        {
            ["HONEYCOMB_API_KEY"] = "key",
            ["HONEYCOMB_ENDPOINT"] = url,
            ["AWS_XRAY_DAEMON_ADDRESS"] = $"127.0.0.1:{daemonPort}",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = url,
            ["CloudWatchLogs:LogGroup"] = "cruddur",
            ["ROLLBAR_ACCESS_TOKEN"] = "5e47e47e47e47e47e47e47e47e47e47e",
            ["ROLLBAR_ENDPOINT"] = url + "/api/1/item/",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "20",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "20",
            ["Telemetry:FlushDeadline"] = "00:00:02",
        },
        app =>
        {
            app.MapGet("/page", () => "page");
            app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
        });

    // Eight at a time, one of ten of which fails by itself. Answers the traces of those that did not.
    private static async Task<IReadOnlyList<string>> LoadAsync(TestService service)
    {
        var traces = await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var sent = new List<string>();
            for (var i = worker; i < Requests; i += 8)
            {
                var isBad = i % 10 == 0;
                using var answer = await service.Client.GetAsync(isBad ? "/boom" : "/page", TestContext.Current.CancellationToken);
                Assert.Equal(isBad ? HttpStatusCode.InternalServerError : HttpStatusCode.OK, answer.StatusCode);
                if (!isBad)
                    sent.Add(await service.TraceAsync("/page"));
            }

            return sent;
        }));
        return [.. traces.SelectMany(sent => sent)];
    }

    // Answers 503 until it is opened, and then passes everything on.
    private static async Task<WebApplication> GateAsync(string url, Func<bool> isOpen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/{**path}", async context =>
        {
            if (!isOpen())
            {
                context.Response.StatusCode = 503;
                return;
            }

            using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
            using var content = new StreamContent(context.Request.Body);
            content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            using var answer = await client.PostAsync(url + context.Request.Path, content);
            context.Response.StatusCode = (int)answer.StatusCode;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
