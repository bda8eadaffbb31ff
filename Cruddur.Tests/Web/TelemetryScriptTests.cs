using Cruddur.Tests.Browser;
using Microsoft.Playwright;

namespace Cruddur.Tests.Web;

public sealed class TelemetryScriptTests(ChromiumFixture chromium)
{
    private const string Home = "GET /api/activities/home";
    private const string Create = "POST /api/activities";

    [Fact]
    public async Task Documents_load_is_a_child_of_the_servers_span()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, web);

        var load = await web.BrowserSpans.NamedAsync("document load");

        var server = web.Spans.Single(span => span.Request == "GET /");
        Assert.Equal((server.TraceId, server.SpanId), (load.TraceId, load.ParentSpanId));
        Assert.Equal(("/", page.Url, "200"), (load["url.path"], load["url.full"], load["http.response.status_code"]));
        Assert.InRange(load.Duration, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Form_posts_span_is_the_parent_of_the_servers()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("Qapla'")));
        api.Plan(Create, ApiJson.Activity("Qapla'"));
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, web);

        await page.FillAsync("#compose", "Qapla'");
        await page.ClickAsync(".composer button");
        var post = await web.BrowserSpans.NamedAsync("POST /");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Posted. It expires in 7 days.");

        Assert.Equal("", post.ParentSpanId);
        Assert.Equal(("POST", "/", "200"), (post["http.request.method"], post["url.path"], post["http.response.status_code"]));
        // The redirect belongs to the same action of the same person.
        Assert.Equal(
            [("POST /", post.TraceId, post.SpanId), ("GET /", post.TraceId, post.SpanId)],
            web.Spans.Where(span => span.TraceId == post.TraceId).Select(span => (span.Request, span.TraceId, span.ParentSpanId)));
        Assert.Equal(post.TraceId, api.Calls.Single(call => call.Request == Create).TraceParent.Split('-')[1]);
    }

    [Fact]
    public async Task Following_a_link_starts_a_trace_of_its_own_with_a_name_that_has_few_forms()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("Qapla'")));
        api.Plan($"GET /api/activities/{ApiJson.First}", ApiJson.Activity("Qapla'"));
        api.Plan("GET /api/activities/@worf", ApiJson.Feed(ApiJson.Activity("Qapla'")));
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, web);

        await page.ClickAsync(".when");
        var thread = await web.BrowserSpans.NamedAsync("GET /activity/{uuid}");
        await page.ClickAsync(".name");
        var profile = await web.BrowserSpans.NamedAsync("GET /@{handle}");

        Assert.NotEqual(thread.TraceId, profile.TraceId);
        Assert.Equal(($"/activity/{ApiJson.First}", "/@worf"), (thread["url.path"], profile["url.path"]));
    }

    [Theory]
    [InlineData("fetch('/search', { headers: { 'x-mine': 'kept' } })", "GET /search")]
    [InlineData("fetch(new Request('/search', { headers: { 'x-mine': 'kept' } }))", "GET /search")]
    [InlineData("fetch(new URL('/search', location.href), { headers: [['x-mine', 'kept']] })", "GET /search")]
    public async Task Headers_of_a_request_are_kept_however_they_are_given(string call, string name)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, web);

        var request = await page.RunAndWaitForRequestAsync(() => page.EvaluateAsync(call), "**/search");
        var span = await web.BrowserSpans.NamedAsync(name);

        var headers = await request.AllHeadersAsync();
        Assert.Equal(("kept", $"00-{span.TraceId}-{span.SpanId}-01"), (headers["x-mine"], headers["traceparent"]));
    }

    [Fact]
    public async Task Other_origins_and_traces_begun_by_others_are_left_alone()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        await using var window = await chromium.OpenAsync(new() { BypassCSP = true });
        var page = await OpenAsync(window, web);
        await page.RouteAsync("http://elsewhere.test/**", route => route.FulfillAsync(new() { Headers = [new("access-control-allow-origin", "*")] }));

        var elsewhere = await page.RunAndWaitForRequestAsync(() => page.EvaluateAsync("fetch('http://elsewhere.test/')"), "http://elsewhere.test/");
        var begun = await page.RunAndWaitForRequestAsync(() => page.EvaluateAsync("fetch('/search', { headers: { traceparent: 'mine' } })"), "**/search");

        Assert.False((await elsewhere.AllHeadersAsync()).ContainsKey("traceparent"));
        Assert.Equal("mine", (await begun.AllHeadersAsync())["traceparent"]);
    }

    [Fact]
    public async Task Spans_that_wait_are_sent_when_the_page_is_left()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        await using var window = await chromium.OpenAsync();
        // Timers of a second or more never end: only leaving sends.
        await window.AddInitScriptAsync("const start = setTimeout; window.setTimeout = (action, ms) => ms >= 1000 ? 0 : start(action, ms);");
        var page = await OpenAsync(window, web);

        await page.EvaluateAsync("fetch('/search').then(() => {})");
        await page.GotoAsync("about:blank");

        Assert.Equal("/search", (await web.BrowserSpans.NamedAsync("GET /search"))["url.path"]);
    }

    [Fact]
    public async Task Failed_request_is_a_span_with_its_error_and_still_the_callers_to_handle()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, web);
        await page.RouteAsync("**/search", route => route.AbortAsync());

        Assert.Equal("TypeError", await page.EvaluateAsync<string>("fetch('/search').then(() => 'fine', error => error.name)"));
        Assert.Equal("TypeError", (await web.BrowserSpans.NamedAsync("GET /search"))["error.type"]);

        Assert.Equal(404, await page.EvaluateAsync<int>("fetch('/nowhere').then(response => response.status)"));
        Assert.Equal("404", (await web.BrowserSpans.NamedAsync("GET /nowhere"))["error.type"]);
    }

    [Fact]
    public async Task Page_works_the_same_when_telemetry_is_blocked()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("Qapla'")));
        api.Plan(Create, ApiJson.Activity("Qapla'"));
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        var blocked = new TaskCompletionSource();
        await page.RouteAsync("**/otlp/**", route =>
        {
            blocked.TrySetResult();
            return route.AbortAsync();
        });

        await page.GotoAsync(web.Address.ToString());
        await blocked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await page.FillAsync("#compose", "Qapla'");
        await page.ClickAsync(".composer button");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Posted. It expires in 7 days.");
        Assert.Empty(errors);
    }

    private static async Task<IPage> OpenAsync(IBrowserContext window, FrontEnd web)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(web.Address.ToString());
        return page;
    }
}
