using System.Net;
using System.Text.Json.Nodes;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class CompletionTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("spans", "ser", 0, 3, "service=")]
    [InlineData("spans", "COL", 0, 3, "colour=")]
    [InlineData("spans", "dur", 0, 3, "duration>")]
    [InlineData("spans", "kind", 0, 4, "kind= kind!= kind: kind:*")]
    [InlineData("spans", "duration", 0, 8, "duration> duration= duration!= duration>= duration< duration<=")]
    [InlineData("spans", "a (service=", 11, 11, "web api")]
    [InlineData("spans", "service=A", 8, 9, "api")]
    [InlineData("spans", "colour=", 7, 7, "red \"dark red\"")]
    [InlineData("spans", "colour=\"dark", 7, 12, "\"dark red\"")]
    [InlineData("spans", "colour!=r", 8, 9, "red \"dark red\"")]
    [InlineData("spans", "kind=", 5, 5, "server client internal producer consumer")]
    [InlineData("spans", "nothing=", 8, 8, "")]
    [InlineData("spans", "lev", 0, 3, "")]
    [InlineData("logs", "lev", 0, 3, "level>=")]
    [InlineData("logs", "level>=", 7, 7, "information error critical warning debug trace")]
    [InlineData("logs", "mess", 0, 4, "message:")]
    public async Task A_line_goes_on_with_what_is_stored(string target, string line, int from, int to, string items)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("web",
            TestSpan.Root(1) with { Attributes = [("colour", "red")] }, TestSpan.Root(2) with { Attributes = [("colour", "red")] },
            TestSpan.Root(3) with { Attributes = [("colour", "dark red")] }));
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("api", TestSpan.Root(4)));
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("web", new TestLog("a"), new TestLog("b") { Severity = 10 }, new TestLog("c") { Severity = 17 }));
        await dashboard.StoredAsync(counts => counts is { Spans: 4, Logs: 3 });
        var answer = JsonNode.Parse((await CompleteAsync(dashboard, $"target={target}&q={Uri.EscapeDataString(line)}")).Text)!;
        Assert.Equal(
            (from, to, items),
            ((int)answer["from"]!, (int)answer["to"]!, string.Join(' ', answer["items"]!.AsArray().Select(item => (string)item!["text"]!))));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("target=traces", HttpStatusCode.BadRequest)]
    [InlineData("target=spans&at=x", HttpStatusCode.BadRequest)]
    [InlineData("target=spans", HttpStatusCode.OK)]
    [InlineData("target=spans&q=a&at=-5", HttpStatusCode.OK)]
    [InlineData("target=spans&q=a&at=50", HttpStatusCode.OK)]
    public async Task Nonsense_is_refused(string query, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(status, (await CompleteAsync(dashboard, query)).Status);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused()
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(HttpStatusCode.BadRequest, (await CompleteAsync(dashboard, $"target=spans&q={new string('a', 4_001)}")).Status);
    }

    [Fact]
    public async Task A_stranger_is_told_nothing()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);
        using var response = await client.GetAsync(new Uri("/query/complete?target=spans", UriKind.Relative), CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Text)> CompleteAsync(DashboardApplication dashboard, string query)
    {
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        using var response = await client.GetAsync(new Uri($"/query/complete?{query}", UriKind.Relative), CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken));
    }
}
