using System.Net;

namespace Cruddur.Tests.Web;

public sealed class HomePageTests
{
    private const string Home = "GET /api/activities/home";

    [Fact]
    public async Task Feed_shows_what_a_crud_says_and_how_long_it_has()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("I have deployed on a Friday.", replies: ApiJson.Activity("And?", ApiJson.Second, "bayko", "Andrew Bayko"))));

        var page = await web.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(
            """

            Worf
            @worf
            1 h ago
            Expires:
            6 d left
            I have deployed on a Friday.
            1
            reply, answer
            2
            reposts
            4
            likes
            A
            Andrew Bayko
            @bayko
            1 h ago
            Expires:
            6 d left
            And?

            """, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_never_becomes_markup()
    {
        const string hostile = "<script>alert('x')</script><img src=x onerror=alert(1)> &amp; \"'>";
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity(hostile, displayName: "<b>Worf</b>")));

        var page = await web.GetAsync("/");

        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Worf", page.Html, StringComparison.Ordinal);
        Assert.Contains(hostile, page.Text, StringComparison.Ordinal);
        Assert.Contains("<b>Worf</b>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_without_cruds_says_so()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");

        Assert.Contains("All quiet", (await web.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_cruds_are_asked_for_by_the_cursor_that_the_api_gave()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("newest")), link: "</api/activities/home?before=17-0a>; rel=\"next\"");
        api.Plan($"{Home}?before=17-0a", ApiJson.Feed(ApiJson.Activity("oldest", ApiJson.Second)));

        var newest = await web.GetAsync("/");
        var oldest = await web.GetAsync("/?before=17-0a");

        Assert.Contains("href=\"/?before=17-0a\"", newest.Html, StringComparison.Ordinal);
        Assert.Contains("oldest", oldest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("before=", oldest.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_nobody_is_asked_to_write()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address, environment: "Production");
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("hello")));

        var page = await web.GetAsync("/");

        Assert.Contains("hello", page.Text, StringComparison.Ordinal);
        Assert.Contains("You are reading as a guest", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("This page's trace", page.Text, StringComparison.Ordinal);
    }
}
