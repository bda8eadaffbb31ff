using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Rollbar;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class SenderTests
{
    private const string Item = """{"data":{"environment":"test","body":{"message":{"body":"hello"}},"level":"error","uuid":"0123456789abcdef0123456789abcdef"}}""";

    private readonly OwnedClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public static TheoryData<int, string, string?, string?, string> Answers => new()
    {
        { 200, """{"err":0,"result":{"id":null,"uuid":"x"}}""", null, null, "Accepted" },
        { 200, """{"err":1,"message":"no"}""", null, null, "Rejected: it answered 200: no" },
        { 200, "<html>Sign in to the network</html>", null, null, "Retry: it answered 200, but not as Rollbar does" },
        { 200, "", null, null, "Retry: it answered 200, but not as Rollbar does" },
        { 204, "", null, null, "Retry: it answered 204, but not as Rollbar does" },
        { 302, "", "Location", "/elsewhere", "Retry: it answered 302, but not as Rollbar does" },
        { 400, """{"err":1,"message":"bad JSON."}""", null, null, "Rejected: it answered 400: bad JSON" },
        { 401, """{"err":1,"message":"access token required"}""", null, null, "Rejected: it answered 401: access token required. Check ROLLBAR_ACCESS_TOKEN: it must be a token of the project with the scope post_server_item" },
        { 403, """{"err":1,"message":"invalid access token"}""", null, null, "Rejected: it answered 403: invalid access token. Check ROLLBAR_ACCESS_TOKEN: it must be a token of the project with the scope post_server_item" },
        { 404, "<html></html>", null, null, "Rejected: it answered 404" },
        { 408, "", null, null, "Retry: it answered 408" },
        { 422, """{"err":1,"message":"body is required"}""", null, null, "Rejected: it answered 422: body is required" },
        { 429, """{"err":1,"message":"over the limit"}""", "Retry-After", "7", "Retry: it answered 429: over the limit after 7" },
        { 429, "", "Retry-After", "Fri, 02 Jan 2026 03:04:25 GMT", "Retry: it answered 429 after 20" },
        { 429, "", "X-Rate-Limit-Reset", "1767323075", "Retry: it answered 429 after 30" },
        { 429, "", "X-Rate-Limit-Remaining-Seconds", "12", "Retry: it answered 429 after 12" },
        { 429, "", "X-Rate-Limit-Reset", "soon", "Retry: it answered 429" },
        { 500, "{", null, null, "Retry: it answered 500" },
        { 503, "", "Retry-After", "3", "Retry: it answered 503 after 3" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_decides_what_becomes_of_the_item(int status, string body, string? header, string? value, string expected)
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(status, body, header is null ? [] : [(header, value!)]);
        Assert.Equal(expected, Shown(await SendAsync(peer, RollbarPeer.ServerToken, Item)));
        Assert.Equal(1, peer.Requests);
    }

    [Theory]
    [InlineData(RollbarPeer.ClientToken, "insufficient privileges: post_server_item scope is required but the access token only has post_client_item")]
    [InlineData("unknown", "invalid access token")]
    public async Task Wrong_token_is_told_with_what_to_check(string token, string said)
    {
        await using var peer = await RollbarPeer.StartAsync();
        Assert.Equal(
            $"Rejected: it answered 403: {said}. Check ROLLBAR_ACCESS_TOKEN: it must be a token of the project with the scope post_server_item",
            Shown(await SendAsync(peer, token, Item)));
    }

    [Fact]
    public async Task Item_that_is_too_large_is_tried_once_more_without_what_it_can_spare()
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(413, """{"err":1,"message":"payload too large"}""");
        var custom = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"key{i}\":\"{new string('x', 200)}\"").Prepend("\"trace_id\":\"t\""));
        var frames = string.Join(',', Enumerable.Range(0, 90).Select(i => $$"""{"filename":"{{i}}"}"""));
        var message = new string('é', 9000);
        var large = Item.Replace(
            "\"message\":{\"body\":\"hello\"}", $$"""
            "trace":{"frames":[{{frames}}],"exception":{"class":"C","message":"{{message}}"} }
            """, StringComparison.Ordinal).Replace("\"level\"", $$"""
            "custom":{ {{custom}} },"level"
            """, StringComparison.Ordinal);

        Assert.Equal("Accepted", Shown(await SendAsync(peer, RollbarPeer.ServerToken, large)));

        var item = Assert.Single(peer.Items);
        Assert.Equal("""{"trace_id":"t","shortened":true}""", item.GetProperty("custom").GetRawText());
        var trace = item.GetProperty("body").GetProperty("trace");
        Assert.Equal(
            Enumerable.Range(0, 10).Concat(Enumerable.Range(80, 10)),
            trace.GetProperty("frames").EnumerateArray().Select(frame => int.Parse(frame.GetProperty("filename").GetString()!, CultureInfo.InvariantCulture)));
        Assert.Equal(new string('é', 511) + "…", trace.GetProperty("exception").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Item_that_stays_too_large_is_refused_for_good()
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(413, """{"err":1,"message":"payload too large"}""");
        peer.Plan(413, """{"err":1,"message":"payload too large"}""");
        Assert.Equal("Rejected: it answered 413: payload too large", Shown(await SendAsync(peer, RollbarPeer.ServerToken, Item)));
        Assert.Equal(2, peer.Requests);
    }

    [Fact]
    public void Item_is_never_written_larger_than_half_a_mebibyte()
    {
        var frame = new RollbarFrame(new string('f', 2000), 1, 1, new string('m', 2000));
        var item = new RollbarItem
        {
            Environment = "test",
            Level = "error",
            Timestamp = 1,
            Uuid = new string('0', 32),
            Body = new RollbarBody(TraceChain: [.. Enumerable.Repeat(new RollbarTrace([.. Enumerable.Repeat(frame, 100)], new RollbarException("C", "m")), 10)]),
            Custom = new Dictionary<string, object?>(StringComparer.Ordinal) { ["half"] = "\ud83d" },
        };
        var json = RollbarJson.Write(item);
        Assert.InRange(json.Length, 1000, 128 * 1024);
        Assert.Equal(4, JsonSerializer.Deserialize<JsonElement>(json).GetProperty("data").GetProperty("body").GetProperty("trace_chain").GetArrayLength());
    }

    private async Task<SendResult> SendAsync(RollbarPeer peer, string token, string item)
    {
        var sender = new RollbarSender(new RollbarDestination("Rollbar", RollbarDestination.ItemsAt(peer.Url), token, "ROLLBAR_ACCESS_TOKEN", RollbarOrigins.Server), _clock);
        return await sender.SendAsync([Payload.Copy(Encoding.UTF8.GetBytes(item), default(ActivityTraceId), _clock.Now)], TestContext.Current.CancellationToken);
    }

    private static string Shown(SendResult result) =>
        result.Outcome + ((result.Words ?? result.Reason) is { } words ? $": {words}" : "") + (result.After is { } after ? string.Create(CultureInfo.InvariantCulture, $" after {after.TotalSeconds}") : "");
}
