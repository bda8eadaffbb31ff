using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cruddur.ServiceDefaults.BrowserTelemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class BrowserTelemetryTests
{
    private const string Span = """
        {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":"53995c3f42cd8ad8","name":"document load","kind":1,"startTimeUnixNano":"1795166159998529000","endTimeUnixNano":"1795166160998529000","attributes":[{"key":"url.path","value":{"stringValue":"/"}},{"key":"n","value":{"intValue":"7"}},{"key":"d","value":{"doubleValue":0.5}},{"key":"b","value":{"boolValue":true}}],"status":{"code":2}}
        """;

    private const string Event = """
        {"name":"exception","timeUnixNano":"1795166160528529000","attributes":[{"key":"exception.type","value":{"stringValue":"Error"}}]}
        """;

    [Fact]
    public async Task Spans_of_a_page_reach_the_destination_under_the_servers_own_word_for_the_resource()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(receiver.Url);
        Assert.Equal((200, "{}"), await PostAsync(service, Batch(Span)));
        var sent = await receiver.FirstAsync(r => r.Exports.Where(export => export.Document.GetRawText().Contains("Cruddur.Browser", StringComparison.Ordinal)));

        Assert.Equal("/v1/traces", sent.Path);
        Assert.False(sent.Headers.ContainsKey("traceparent"));
        Assert.Equal(
            """{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"browser"}},{"key":"service.version","value":{"stringValue":"0.1.0"}},{"key":"deployment.environment.name","value":{"stringValue":"Production"}},{"key":"telemetry.sdk.language","value":{"stringValue":"webjs"}},{"key":"user_agent.original","value":{"stringValue":"Tests/1.0"}}]},"scopeSpans":[{"scope":{"name":"Cruddur.Browser"},"spans":[""" + Span + "]}]}",
            sent.Document.GetProperty("resourceSpans").EnumerateArray().Select(resource => resource.GetRawText()).First(text => text.Contains("Cruddur.Browser", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Queued_spans_leave_when_the_service_stops()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(receiver.Url);
        for (var i = 0; i < 50; i++)
            await PostAsync(service, Batch(Span));
        await service.StopAsync();
        Assert.Equal(50, receiver.Spans.Count(span => span.Name == "document load"));
    }

    public static TheoryData<string, int> Bodies => new()
    {
        { Batch(Span), 200 },
        { Batch(Span.Replace("\"1795166159998529000\"", "1795166159998529000", StringComparison.Ordinal)), 200 },
        { Batch(Span.Replace("\"parentSpanId\":\"53995c3f42cd8ad8\",", "", StringComparison.Ordinal)), 200 },
        { Batch(Span.Replace("\"status\":{\"code\":2}", "\"links\":[]", StringComparison.Ordinal)), 200 },
        { WithEvents(Event), 200 },
        { WithEvents(Event.Replace("\"Error\"", $"\"{new string('x', 8192)}\"", StringComparison.Ordinal).Replace("exception.type", "exception.stacktrace", StringComparison.Ordinal)), 200 },
        { Batch(Span.Replace("\"n\"", "\"SampleRate\"", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"n\"", "\"service.name\"", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"n\"", "\"d\"", StringComparison.Ordinal)), 400 },
        { "", 400 },
        { "nothing", 400 },
        { "null", 400 },
        { "[]", 400 },
        { "{}", 400 },
        { """{"resourceSpans":[null,{"scopeSpans":[null,{"spans":[null]}]}]}""", 400 },
        { Batch(), 400 },
        { Batch(Span.Replace("0.5", "1e999", StringComparison.Ordinal)), 400 },
        { Batch([.. Enumerable.Repeat(Span.Replace("},{\"key\":\"n\",\"value\":{\"intValue\":\"7\"}},{\"key\":\"d\",\"value\":{\"doubleValue\":0.5}},{\"key\":\"b\",\"value\":{\"boolValue\":true}", "}", StringComparison.Ordinal), 129)]), 400 },
        { Batch(Span.Replace("4bf92f", "4BF92F", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("4bf92f3577b34da6a3ce929d0e0e4736", "00000000000000000000000000000000", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("00f067aa0ba902b7", "00f067aa0ba902b", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("53995c3f42cd8ad8", "53995c3f42cd8adz", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("document load", new string('x', 201), StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"kind\":1", "\"kind\":6", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("1795166160998529000", "1", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"intValue\":\"7\"", "\"intValue\":\"x\"", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"intValue\":\"7\"", "\"arrayValue\":{}", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"boolValue\":true", "\"boolValue\":true,\"intValue\":\"1\"", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"stringValue\":\"/\"", $"\"stringValue\":\"{new string('x', 1025)}\"", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"attributes\":[", "\"attributes\":[" + string.Concat(Enumerable.Repeat("""{"key":"k","value":{"boolValue":true}},""", 32)), StringComparison.Ordinal)), 400 },
        { WithEvents("null"), 400 },
        { WithEvents("{}"), 400 },
        { WithEvents([.. Enumerable.Repeat(Event, 9)]), 400 },
        { WithEvents(Event.Replace("\"exception\"", "\"\"", StringComparison.Ordinal)), 400 },
        { WithEvents(Event.Replace("1795166160", "-1795166160", StringComparison.Ordinal)), 400 },
        { WithEvents(Event.Replace("\"1795166160528529000\"", "0", StringComparison.Ordinal)), 400 },
        { WithEvents(Event.Replace("\"Error\"", $"\"{new string('x', 1025)}\"", StringComparison.Ordinal)), 400 },
        { WithEvents(Event.Replace("\"Error\"", $"\"{new string('x', 8193)}\"", StringComparison.Ordinal).Replace("exception.type", "exception.stacktrace", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("document load", @"\ud83d\ude00", StringComparison.Ordinal)), 200 },
        { Batch(Span.Replace("document load", @"\ud83d", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"/\"", @"""\ude00/""", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"n\"", @"""\ud83d""", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"7\"", @"""\ud83d""", StringComparison.Ordinal)), 400 },
        { Batch(Span.Replace("\"kind\"", @"""\ud83d""", StringComparison.Ordinal)), 400 },
        { new string('[', 2000), 400 },
        { Batch(Span) + new string(' ', 64 * 1024), 413 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_is_taken_whole_or_not_at_all(string body, int status)
    {
        await using var service = await StartAsync(null);
        Assert.Equal(status, (await PostAsync(service, body)).Status);
    }

    [Theory]
    [InlineData("same-origin", null, 200)]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", null, 403)]
    [InlineData("none", null, 403)]
    [InlineData(null, "http://SELF", 200)]
    [InlineData(null, "https://SELF", 200)]
    [InlineData(null, "http://elsewhere", 403)]
    [InlineData(null, "null", 403)]
    [InlineData(null, null, 403)]
    [InlineData("cross-site", "http://SELF", 403)]
    public async Task Only_this_sites_own_pages_may_send(string? site, string? origin, int status)
    {
        await using var service = await StartAsync(null);
        using var request = Request(Batch(Span), "application/json", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin.Replace("SELF", service.Client.BaseAddress!.Authority, StringComparison.Ordinal));
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-protobuf", 415)]
    [InlineData(null, 415)]
    public async Task Only_json_is_taken(string? contentType, int status)
    {
        await using var service = await StartAsync(null);
        using var request = Request(Batch(Span), contentType, "same-origin");
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Body_without_a_length_is_cut_off_at_the_limit()
    {
        await using var service = await StartAsync(null);
        using var request = Request(Batch(Span) + new string(' ', 200 * 1024), "application/json", "same-origin");
        request.Headers.TransferEncodingChunked = true;
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, (int)response.StatusCode);
    }

    [Fact]
    public async Task Batches_above_the_rate_get_429_until_the_next_second()
    {
        var clock = new OwnedClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var service = await TestService.StartAsync(
            new() { ["BrowserTelemetry:BatchesPerSecond"] = "2" }, app => app.MapBrowserTelemetry(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await PostAsync(service, Batch(Span))).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        statuses.Add((await PostAsync(service, Batch(Span))).Status);
        Assert.Equal([200, 200, 429, 200], statuses);
    }

    [Fact]
    public async Task Spans_of_a_page_reach_a_destination_that_speaks_grpc()
    {
        await using var receiver = await OtlpReceiver.StartAsync(grpc: true);
        await using var service = await TestService.StartAsync(
            new() { ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.Url, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc", ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=secret" },
            app =>
            {
                app.MapBrowserTelemetry();
                app.MapGet("/", () => "page");
            });
        var traceId = await service.TraceAsync("/");
        await PostAsync(service, Batch(Span.Replace("4bf92f3577b34da6a3ce929d0e0e4736", traceId, StringComparison.Ordinal)));
        await PostAsync(service, Batch(Span.Replace("document load", "of no trace that was here", StringComparison.Ordinal)));
        await service.StopAsync();
        Assert.Equal(["document load"], receiver.Spans.Where(span => span.Resource["service.name"] == "browser").Select(span => span.Name));
        Assert.All(receiver.Exports, export => Assert.Equal("secret", export.Headers["x-key"]));
    }

    private static Task<TestService> StartAsync(string? dashboard) =>
        TestService.StartAsync(new() { ["Dashboard:OtlpEndpoint"] = dashboard }, app => app.MapBrowserTelemetry());

    private static async Task<(int Status, string Body)> PostAsync(TestService service, string body)
    {
        using var request = Request(body, "application/json", "same-origin");
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static HttpRequestMessage Request(string body, string? contentType, string? site)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, "/otlp/v1/traces") { Content = content, Headers = { { "User-Agent", "Tests/1.0" } } };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return request;
    }

    private static string WithEvents(params string[] events) =>
        Batch(Span.Replace("\"status\"", $"\"events\":[{string.Join(',', events)}],\"status\"", StringComparison.Ordinal));

    // The page's own word for its resource is left out of what is sent on.
    private static string Batch(params string[] spans) => JsonSerializer.Serialize(new { service = "another" })[..^1]
        + ",\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"another\"}}]},\"scopeSpans\":[{\"spans\":["
        + string.Join(',', spans) + "]}]}]}";
}
