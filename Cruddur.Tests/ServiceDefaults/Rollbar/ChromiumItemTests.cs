using Cruddur.ServiceDefaults.BrowserTelemetry;
using Cruddur.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class ChromiumItemTests(ChromiumFixture chromium)
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Error_that_a_page_throws_arrives_as_an_item_and_as_an_event_under_the_pages_trace()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(
            new() { ["ROLLBAR_CLIENT_ACCESS_TOKEN"] = RollbarPeer.ClientToken, ["ROLLBAR_ENDPOINT"] = peer.Url, ["Dashboard:OtlpEndpoint"] = receiver.Url },
            Map);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{service.Client.BaseAddress}page");

        var item = await peer.NextAsync();
        var uuid = item.GetProperty("uuid").GetString();
        var span = await receiver.FirstAsync(seen => seen.Spans.Where(span => span.Name == "uncaught error"));

        var trace = item.GetProperty("body").GetProperty("trace");
        var innermost = trace.GetProperty("frames").EnumerateArray().Last();
        Assert.Equal(
            ("TypeError", "thrown on purpose", "inner", $"{service.Client.BaseAddress}page.js", 2),
            (trace.GetProperty("exception").GetProperty("class").GetString(), trace.GetProperty("exception").GetProperty("message").GetString(),
                innermost.GetProperty("method").GetString(), innermost.GetProperty("filename").GetString(), innermost.GetProperty("lineno").GetInt32()));
        Assert.Equal((TraceId, $"{service.Client.BaseAddress}page"), (item.GetProperty("trace_id").GetString(), item.GetProperty("request").GetProperty("url").GetString()));
        Assert.Contains("Chrome", item.GetProperty("client").GetProperty("javascript").GetProperty("browser").GetString(), StringComparison.Ordinal);
        Assert.Equal((TraceId, "00f067aa0ba902b7"), (span.TraceId, span.ParentSpanId));
        Assert.Equal(["exception TypeError", $"rollbar.occurrence {uuid}"], span.Events);
    }

    private static void Map(WebApplication app)
    {
        app.MapBrowserTelemetry();
        app.MapGet("/page", () => TypedResults.Text(
            $"""
            <!DOCTYPE html><title>page</title><meta name="traceparent" content="00-{TraceId}-00f067aa0ba902b7-01">
            <script src="/telemetry.js" defer></script><script src="/page.js" defer></script>
            """, "text/html"));
        app.MapGet("/telemetry.js", () => TypedResults.PhysicalFile(Path.Combine(Checkout.Root, "Cruddur.Web", "wwwroot", "telemetry.js"), "text/javascript"));
        app.MapGet("/page.js", () => TypedResults.Text("function inner() {\n  throw new TypeError('thrown on purpose');\n}\ninner();\n", "text/javascript"));
    }
}
