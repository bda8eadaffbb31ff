using System.Diagnostics;
using System.Text;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Rollbar;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class SenderTests
{
    private const string Item = """
        {"data":{"environment":"test","body":{"message":{"body":"hello"}},"level":"warning","timestamp":1795166159,"platform":"linux","custom":{"a":[1]},"notifier":{"name":"cruddur","version":"1"},
        "uuid":"0123456789abcdef0123456789abcdef","trace_id":"5759e988bd862e3fe1be46a994272793","span_id":"53995c3f42cd8ad8"}}
        """;

    public static TheoryData<int, string, string> Answers => new()
    {
        { 200, """{"err":0,"result":{"id":null,"uuid":"x"}}""", "Accepted" },
        { 200, """{"err":1,"message":"no"}""", "Rejected: it answered 200" },
        { 400, """{"err":1,"message":"bad JSON."}""", "Rejected: it answered 400" },
        { 401, "", "Rejected: it answered 401. Check ROLLBAR_ACCESS_TOKEN: it must be a token of the project with the scope post_server_item" },
        { 408, "", "Retry: it answered 408" },
        { 422, """{"err":1,"message":"body is required"}""", "Rejected: it answered 422" },
        { 429, "", "Retry: it answered 429" },
        { 503, "", "Retry: it answered 503" },
    };

    [Fact]
    public async Task Item_keeps_its_ids_its_time_and_its_level()
    {
        await using var peer = await RollbarPeer.StartAsync();
        Assert.Equal(SendResult.Accepted, await SendAsync(peer));
        var item = await peer.NextAsync();
        Assert.Equal(
            ["0123456789abcdef0123456789abcdef", "5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", "1795166159", "warning", "linux", "hello"],
            new[] { "uuid", "trace_id", "span_id", "timestamp", "level", "platform" }.Select(name => item.GetProperty(name).ToString())
                .Append(item.GetProperty("body").GetProperty("message").GetProperty("body").ToString()));
        Assert.StartsWith("Rollbar.NET", item.GetProperty("notifier").GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_is_understood_and_the_item_posted_once(int status, string body, string expected)
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(status, body);
        var result = await SendAsync(peer);
        Assert.Equal(expected, result.Outcome + ((result.Words ?? result.Reason) is { } words ? $": {words}" : ""));
        Assert.Equal(SendResult.Accepted, await SendAsync(peer));
        Assert.Equal(2, peer.Requests);
    }

    [Fact]
    public async Task Rollbar_that_has_no_more_room_this_minute_gets_the_next_item()
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(200, """{"err":0}""", ("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Remaining-Seconds", "60"));
        Assert.Equal(SendResult.Accepted, await SendAsync(peer));
        Assert.Equal(SendResult.Accepted, await SendAsync(peer));
    }

    private static Task<SendResult> SendAsync(RollbarPeer peer) =>
        new RollbarSender(
            new RollbarDestination("Rollbar", RollbarDestination.ItemsAt(peer.Url), RollbarPeer.ServerToken, "ROLLBAR_ACCESS_TOKEN", RollbarOrigins.Server), TimeProvider.System)
            .SendAsync([Payload.Copy(Encoding.UTF8.GetBytes(Item), default(ActivityTraceId))], TestContext.Current.CancellationToken);
}
