using Cruddur.Tests.Browser;
using Microsoft.Playwright;

namespace Cruddur.Tests.Web;

public sealed class BrowserErrorTests(ChromiumFixture chromium)
{
    private const string Home = "GET /api/activities/home";
    private const string Throw = "message => { setTimeout(() => { throw new RangeError(message); }); }";

    [Fact]
    public async Task Uncaught_error_is_an_exception_on_a_span_below_the_servers()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, api, web);

        await page.EvaluateAsync(Throw, "boom");
        var span = await web.BrowserSpans.NamedAsync("uncaught error");

        var server = web.Spans.Single(seen => seen.Request == "GET /");
        Assert.Equal((server.TraceId, server.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal((page.Url, "/", "RangeError"), (span["url.full"], span["url.path"], span["error.type"]));
        var exception = Assert.Single(span.Exceptions);
        Assert.Equal(("RangeError", "boom"), (exception["exception.type"], exception["exception.message"]));
        Assert.StartsWith("RangeError: boom\n    at ", exception["exception.stacktrace"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Promise.reject(new TypeError('no'))", "TypeError", "no")]
    [InlineData("Promise.reject('text')", "Error", "text")]
    [InlineData("Promise.reject()", "Error", "undefined")]
    [InlineData("Promise.reject({ name: '', message: 7 })", "Object", "7")]
    [InlineData("class Refusal { message = 'mine' }; Promise.reject(new Refusal())", "Refusal", "mine")]
    public async Task Rejection_that_nobody_handles_is_one_whatever_was_thrown(string script, string type, string message)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, api, web);

        await page.EvaluateAsync($"() => {{ setTimeout(() => {{ {script}; }}); }}");
        var exception = Assert.Single((await web.BrowserSpans.NamedAsync("unhandled rejection")).Exceptions);

        Assert.Equal((type, message), (exception["exception.type"], exception["exception.message"]));
    }

    [Fact]
    public async Task Error_after_a_link_was_followed_belongs_to_the_page_that_shows()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, api, web);

        await page.ClickAsync("nav a[href='/search']");
        await Assertions.Expect(page).ToHaveTitleAsync("Search · Cruddur");
        await page.EvaluateAsync(Throw, "later");
        var span = await web.BrowserSpans.NamedAsync("uncaught error");

        var server = web.Spans.Single(seen => seen.Request == "GET /search");
        Assert.Equal((server.TraceId, server.SpanId, "/search"), (span.TraceId, span.ParentSpanId, span["url.path"]));
    }

    [Fact]
    public async Task Long_message_and_stack_are_cut_to_what_the_endpoint_takes()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, api, web);

        await page.EvaluateAsync(Throw, new string('x', 9000));
        var exception = Assert.Single((await web.BrowserSpans.NamedAsync("uncaught error")).Exceptions);

        Assert.Equal((1024, 8192), (exception["exception.message"].Length, exception["exception.stacktrace"].Length));
    }

    [Fact]
    public async Task Same_error_is_sent_once_and_ten_of_a_document_at_most()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        await using var window = await chromium.OpenAsync();
        var page = await OpenAsync(window, api, web);

        await page.EvaluateAsync("() => { for (let i = 0; i < 24; i++) setTimeout(() => { throw new Error(`number ${Math.floor(i / 2)}`); }); }");
        var messages = new List<string>();
        for (var i = 0; i < 10; i++)
            messages.Add(Assert.Single((await web.BrowserSpans.NamedAsync("uncaught error")).Exceptions)["exception.message"]);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"number {i}"), messages.Order(StringComparer.Ordinal));

        await page.EvaluateAsync("fetch('/search').then(() => {})");
        Assert.Equal("GET /search", (await web.BrowserSpans.NamedAsync("uncaught error", "GET /search")).Name);
    }

    private static async Task<IPage> OpenAsync(IBrowserContext window, FakeApi api, FrontEnd web)
    {
        api.Plan(Home, "[]");
        var page = await window.NewPageAsync();
        await page.GotoAsync(web.Address.ToString());
        return page;
    }
}
