using System.Net;
using Cruddur.Tests.Browser;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Cruddur.Tests.Web;

public sealed class BreakOnPurposeTests(ChromiumFixture chromium)
{
    private const string Home = "GET /api/activities/home";
    private const string Broken = Home + "?break=on-purpose";

    [Fact]
    public async Task Broken_home_feed_shows_as_any_error_does_with_the_trace_to_quote_and_a_way_back()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        api.Plan(Broken, "{}", StatusCodes.Status500InternalServerError);

        Assert.Contains("Break the home feed", (await web.GetAsync("/")).Text, StringComparison.Ordinal);
        var page = await web.GetAsync("/?break=on-purpose");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("The cruds can't be fetched just now", page.Text, StringComparison.Ordinal);
        Assert.Contains($"If you report it, quote this:\n{page.TraceParent.Split('-')[1]}\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("Stop breaking it", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_breaks_anything_outside_development()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address, environment: "Production");
        api.Plan(Home, "[]");

        var page = await web.GetAsync("/?break=on-purpose");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("reak", page.Text, StringComparison.Ordinal);
        Assert.Equal(Home, Assert.Single(api.Calls).Request);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Button_breaks_it_with_and_without_scripts(bool scripts)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        api.Plan(Broken, "{}", StatusCodes.Status500InternalServerError);
        await using var window = await chromium.OpenAsync(new() { JavaScriptEnabled = scripts });
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address + "search");
        await page.GetByRole(AriaRole.Button, new() { Name = "Break the home feed" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The cruds can't be fetched just now");
        await page.GetByRole(AriaRole.Link, new() { Name = "Stop breaking it" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("All quiet");
    }
}
