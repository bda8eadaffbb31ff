using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class ItemTests
{
    [Theory]
    [InlineData("unhandled-exception", "/boom/7?page=2")]
    [InlineData("inner-exceptions", "/wrapped")]
    [InlineData("several-exceptions", "/several")]
    [InlineData("logged-exception", "/logged")]
    [InlineData("logged-error", "/said")]
    [InlineData("critical", "/dying")]
    [InlineData("answered-503", "/unavailable")]
    [InlineData("rollbar-test", "/rollbar/test")]
    public async Task Item_is_as_captured(string name, string path)
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        await service.TraceAsync(path);
        await StableItem.AssertAsync(name, await peer.NextAsync());
    }

    [Fact]
    public async Task Error_without_a_request_is_an_item_too()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        FailingEndpoints.SweepFailed(service.App.Logger);
        await StableItem.AssertAsync("no-request", await peer.NextAsync());
    }

    [Fact]
    public async Task Person_is_who_is_signed_in()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, app => app.Use((http, next) =>
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "42"), new Claim(ClaimTypes.Name, "worf")], "test"));
            return next(http);
        }));
        await service.TraceAsync("/boom/7");
        Assert.Equal(ItemForm.Of("""{"id":"42","username":"worf"}"""), ItemForm.Of((await peer.NextAsync()).GetProperty("person").GetRawText()));
    }

    [Fact]
    public async Task Address_of_the_caller_is_an_option()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, settings: new() { ["Telemetry:RecordClientAddress"] = "true" });
        await service.TraceAsync("/boom/7");
        Assert.Equal("127.0.0.1", (await peer.NextAsync()).GetProperty("request").GetProperty("user_ip").GetString());
    }

    [Fact]
    public async Task Uuid_stands_on_the_span_and_both_forms_of_the_trace_on_the_item()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, settings: new() { ["Dashboard:OtlpEndpoint"] = receiver.Url });
        var traceId = await service.TraceAsync("/boom/7");
        var item = await peer.NextAsync();
        await service.StopAsync();

        var span = Assert.Single(receiver.Spans, span => span.TraceId == traceId);
        Assert.Equal(
            ["exception System.InvalidOperationException", $"rollbar.occurrence {item.GetProperty("uuid").GetString()}"],
            span.Events.Order(StringComparer.Ordinal));
        var custom = item.GetProperty("custom");
        Assert.Equal(
            (traceId, span.SpanId, traceId, span.SpanId, $"1-{traceId[..8]}-{traceId[8..]}"),
            (Text(item, "trace_id"), Text(item, "span_id"), Text(custom, "trace_id"), Text(custom, "span_id"), Text(custom, "xray_trace_id")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Exception_is_one_item_whoever_shows_it(bool developerPage, bool handler)
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, app =>
        {
            if (developerPage)
                app.UseDeveloperExceptionPage();
            if (handler)
                app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = http => http.Response.WriteAsync("sorry") });
        });
        await service.TraceAsync("/boom/7");
        await service.StopAsync();
        var item = Assert.Single(peer.Items);
        Assert.Equal(("/boom/{id:int}", "GET", "7"), (Text(item, "context"), Text(item.GetProperty("request"), "method"), Text(item.GetProperty("request").GetProperty("params"), "id")));
    }

    [Fact]
    public async Task Line_below_error_is_none_unless_it_asks_for_it()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        await service.TraceAsync("/warned");
        await service.TraceAsync("/fine");
        await service.StopAsync();
        Assert.Empty(peer.Items);
    }

    [Fact]
    public async Task Property_that_cannot_be_written_costs_its_line_and_no_request()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        using var response = await service.Client.GetAsync("/hostile", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        await service.TraceAsync("/said");
        Assert.Equal("error", Text(await peer.NextAsync(), "level"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
