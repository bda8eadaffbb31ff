using System.Net;
using System.Text.Json;
using Cruddur.Tests.ServiceDefaults.Rollbar;

namespace Cruddur.Tests.Api;

public sealed class BreakOnPurposeTests
{
    private const string Broken = "/api/activities/home?break=on-purpose";

    [Fact]
    public async Task Home_feed_fails_in_development_and_the_error_is_on_the_span_and_with_rollbar_under_one_id()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var api = new ApiApplication(settings: new() { ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken, ["ROLLBAR_ENDPOINT"] = peer.Url });
        using var spans = new RecordedSpans();
        await spans.SendAsync(api, HttpMethod.Get, Broken, expected: HttpStatusCode.InternalServerError);

        var item = await peer.NextAsync();
        var request = item.GetProperty("request");
        Assert.Equal(
            (spans.TraceId, "/api/activities/home", "/api/activities/home", """{"id":"andrewbrown","username":"andrewbrown"}"""),
            (item.GetProperty("trace_id").GetString(), item.GetProperty("context").GetString(), new Uri(request.GetProperty("url").GetString()!).AbsolutePath,
                item.GetProperty("person").GetRawText()));
        var trace = item.GetProperty("body").GetProperty("trace");
        Assert.Equal("""{"class":"System.InvalidOperationException","message":"The home feed is broken on purpose."}""", trace.GetProperty("exception").GetRawText());
        Assert.Equal("Cruddur.Api.Activities.ActivityFeeds.HomeAsync", trace.GetProperty("frames").EnumerateArray().Last().GetProperty("method").GetString());
        Assert.Equal(("/api/activities/home", "System.InvalidOperationException"), (spans.ServerTag("http.route"), spans.ServerTag("error.type")));
        Assert.Equal(
            ["exception", "rollbar.occurrence"],
            spans.ServerEvents.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Home_feed_does_not_listen_anywhere_else()
    {
        await using var api = new ApiApplication(environment: "Production");
        Assert.Equal((HttpStatusCode.OK, "[]"), await api.AnswerAsync(HttpMethod.Get, Broken));
    }

    [Fact]
    public async Task Answer_is_an_error_as_any_other()
    {
        await using var api = new ApiApplication();
        var (status, body) = await api.AnswerAsync(HttpMethod.Get, Broken);
        Assert.Equal((HttpStatusCode.InternalServerError, 500), (status, JsonSerializer.Deserialize<JsonElement>(body).GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Rollbar_is_tried_as_in_the_original()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var api = new ApiApplication(settings: new() { ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken, ["ROLLBAR_ENDPOINT"] = peer.Url });
        Assert.Equal("Hello World!", await api.ReadAsync("/rollbar/test"));
        var item = await peer.NextAsync();
        Assert.Equal(("warning", """{"message":{"body":"Hello World!"}}"""), (item.GetProperty("level").GetString(), item.GetProperty("body").GetRawText()));
    }

    [Fact]
    public async Task There_is_nothing_to_try_where_rollbar_is_not_configured()
    {
        await using var api = new ApiApplication();
        Assert.Equal(HttpStatusCode.NotFound, (await api.AnswerAsync(HttpMethod.Get, "/rollbar/test")).Status);
    }
}
