using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cruddur.ServiceDefaults.BrowserTelemetry;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class BrowserItemTests
{
    private const string Stack = "RangeError: boom 7\n    at inner (https://cruddur.test/app.js?token=canary:12:7)\n    at https://cruddur.test/app.js:40:3";

    [Fact]
    public async Task Exception_of_a_page_is_an_item_with_the_browsers_frames_and_its_uuid_stands_on_the_span()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(peer, receiver.Url);
        await PostAsync(service, "RangeError", "boom 7", Stack);
        var item = await peer.NextAsync();
        await service.StopAsync();

        await StableItem.AssertAsync("browser", item);
        Assert.DoesNotContain("canary", item.GetRawText(), StringComparison.Ordinal);
        var span = Assert.Single(receiver.Spans, span => span.Name == "uncaught error");
        Assert.Equal(["exception RangeError", $"rollbar.occurrence {item.GetProperty("uuid").GetString()}"], span.Events);
    }

    [Fact]
    public async Task Rollbar_gets_none_without_a_token_for_browsers()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await TestService.StartAsync(
            new() { ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken, ["ROLLBAR_ENDPOINT"] = peer.Url }, app => app.MapBrowserTelemetry());
        await PostAsync(service, "RangeError", "boom 7", Stack);
        await service.StopAsync();
        Assert.Equal(0, peer.Requests);
    }

    [Fact]
    public async Task Secrets_of_a_page_stay_out()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await StartAsync(peer, null);
        await PostAsync(service, "Error", "refused: password=canary", "Error: password=canary\n    at f (https://cruddur.test/a.js:1:2)", "https://cruddur.test/?token=canary#canary");
        Assert.DoesNotContain("canary", (await peer.NextAsync()).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_error_of_many_browsers_is_limited_as_any_other()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await StartAsync(peer, null);
        for (var i = 0; i < 15; i++)
            await PostAsync(service, "RangeError", "boom 7", Stack);
        await service.StopAsync();
        Assert.Equal(10, peer.Items.Count);
    }

    [Fact]
    public async Task Errors_that_browsers_invent_leave_the_servers_their_room()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(
            peer, app => app.MapBrowserTelemetry(), new() { ["ROLLBAR_CLIENT_ACCESS_TOKEN"] = RollbarPeer.ClientToken, ["Rollbar:ItemsPerMinute"] = "2" });
        for (var i = 0; i < 4; i++)
            await PostAsync(service, "RangeError", $"boom {i}", Stack.Replace(":12:", $":{i}:", StringComparison.Ordinal));
        await service.TraceAsync("/boom/1");
        await service.StopAsync();
        Assert.Equal(
            ["InvalidOperationException: boom 1", "RangeError: boom 0", "RangeError: boom 1"],
            peer.Items.Select(item => item.GetProperty("title").GetString()).Order(StringComparer.Ordinal));
    }

    private static Task<TestService> StartAsync(RollbarPeer peer, string? dashboard) => TestService.StartAsync(
        new() { ["ROLLBAR_CLIENT_ACCESS_TOKEN"] = RollbarPeer.ClientToken, ["ROLLBAR_ENDPOINT"] = peer.Url, ["Dashboard:OtlpEndpoint"] = dashboard },
        app => app.MapBrowserTelemetry());

    private static async Task PostAsync(TestService service, string type, string message, string stack, string page = "https://cruddur.test/search?term=x")
    {
        var span = new JsonObject
        {
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
            ["spanId"] = "00f067aa0ba902b7",
            ["name"] = "uncaught error",
            ["kind"] = 1,
            ["startTimeUnixNano"] = "1795166159998529000",
            ["endTimeUnixNano"] = "1795166159998529000",
            ["attributes"] = new JsonArray(Attribute("url.full", page), Attribute("url.path", new Uri(page).AbsolutePath)),
            ["events"] = new JsonArray(new JsonObject
            {
                ["name"] = "exception",
                ["timeUnixNano"] = "1795166159998529000",
                ["attributes"] = new JsonArray(Attribute("exception.type", type), Attribute("exception.message", message), Attribute("exception.stacktrace", stack)),
            }),
        };
        var batch = JsonSerializer.Serialize(new { resourceSpans = new[] { new { scopeSpans = new[] { new { spans = new[] { span } } } } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/otlp/v1/traces") { Content = new StringContent(batch, Encoding.UTF8, "application/json") };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("User-Agent", "Tests/1.0");
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static JsonObject Attribute(string key, string value) => new() { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } };
}
