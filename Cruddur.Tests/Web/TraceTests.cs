using System.Net;

namespace Cruddur.Tests.Web;

public sealed class TraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string BrowserSpanId = "b7ad6b7169203331";

    [Fact]
    public async Task Page_carries_the_id_of_the_servers_span_and_the_api_sees_the_same_trace()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /api/activities/home", "[]");

        var page = await web.GetAsync("/");

        var span = Assert.Single(web.Spans);
        Assert.Equal($"00-{span.TraceId}-{span.SpanId}-01", page.TraceParent);
        Assert.Equal(span.TraceId, Assert.Single(api.Calls).TraceParent.Split('-')[1]);
        Assert.Contains($"\n{span.TraceId}\n", page.Text, StringComparison.Ordinal);
        Assert.Contains($"\n1-{span.TraceId[..8]}-{span.TraceId[8..]}\n", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_that_brings_a_trace_continues_it()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /api/activities/home", "[]");
        using var client = web.Open();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-{BrowserSpanId}-01");

        await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        var span = Assert.Single(web.Spans);
        Assert.Equal((TraceId, BrowserSpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal(TraceId, Assert.Single(api.Calls).TraceParent.Split('-')[1]);
    }

    [Fact]
    public async Task Pages_allow_nothing_inline_and_nothing_from_elsewhere()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address, environment: "Production");
        api.Plan("GET /api/activities/home", ApiJson.Feed(ApiJson.Activity("hello")));
        using var client = web.Open();

        using var response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await Page.ReadAsync(response);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; connect-src 'self'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|src)=\"(https?:)?//", page.Html);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Every_script_style_and_icon_of_a_page_is_served(string environment)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address, environment);
        api.Plan("GET /api/activities/home", "[]");
        using var client = web.Open();

        var page = await web.GetAsync("/");
        var assets = page.Html.Split('"').Where(part => part.StartsWith('/') && Path.GetExtension(part) is ".js" or ".css" or ".svg").ToArray();

        Assert.Equal(6, assets.Length);
        foreach (var asset in assets)
        {
            using var response = await client.GetAsync(new Uri(asset, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
