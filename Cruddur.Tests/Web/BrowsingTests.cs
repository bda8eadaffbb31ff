using Cruddur.Tests.Browser;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Cruddur.Tests.Web;

public sealed class BrowsingTests(ChromiumFixture chromium)
{
    private const string Home = "GET /api/activities/home";
    private const string Create = "POST /api/activities";
    private static readonly string Show = $"GET /api/activities/{ApiJson.First}";

    [Fact]
    public async Task Posting_and_replying_work_without_scripts()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync(new() { JavaScriptEnabled = false });
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address.ToString());
        await page.FillAsync("#compose", "Qapla'");
        await page.SelectOptionAsync("select", "1-hour");
        await page.ClickAsync(".composer button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Posted. It expires in 7 days.");

        await page.ClickAsync(".when");
        await page.FillAsync("#reply", "Indeed");
        await page.ClickAsync(".reply button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your reply is posted.");

        Assert.Equal(
            ["""{"message":"Qapla\u0027","ttl":"1-hour"}""", """{"message":"Indeed"}"""],
            api.Calls.Where(call => call.Request.StartsWith("POST", StringComparison.Ordinal)).Select(call => call.Body));
    }

    [Fact]
    public async Task Pages_follow_each_other_in_one_document_and_back_leads_back()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address.ToString());
        await page.EvaluateAsync("window.sameDocument = true");
        await page.ClickAsync(".counters a");
        await Assertions.Expect(page).ToHaveTitleAsync("Worf: Qapla' · Cruddur");
        await Assertions.Expect(page.Locator("#reply")).ToBeFocusedAsync();
        await page.FillAsync("#reply", "Indeed");
        await page.ClickAsync(".reply button");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your reply is posted.");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Home · Cruddur");

        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument"));
    }

    [Fact]
    public async Task Count_follows_what_is_typed_and_too_much_cannot_be_sent()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        var (text, send) = (page.Locator("[data-count-text]"), page.Locator(".composer button"));

        await page.GotoAsync(web.Address.ToString());
        await Assertions.Expect(send).ToBeDisabledAsync();
        // Surrogate pairs and line ends count as one, as in the API.
        await page.FillAsync("#compose", "🖖\n!");
        await Assertions.Expect(text).ToHaveTextAsync("277");
        await Assertions.Expect(send).ToBeEnabledAsync();
        await page.FillAsync("#compose", new string('x', 281));
        await Assertions.Expect(text).ToHaveTextAsync("-1");
        await Assertions.Expect(send).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Refused_post_keeps_the_text_in_the_same_document_and_puts_the_caret_there()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        api.Plan(Create, """["message_blank"]""", StatusCodes.Status422UnprocessableEntity);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address.ToString());
        await page.FillAsync("#compose", "\u2063seen\u2063");
        await page.ClickAsync(".composer button");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write something first");
        await Assertions.Expect(page.Locator("#compose")).ToHaveValueAsync("\u2063seen\u2063");
        await Assertions.Expect(page.Locator("#compose")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Post_that_never_left_the_browser_is_said_and_the_text_stays()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address.ToString());
        await page.FillAsync("#compose", "Qapla'");
        await window.SetOfflineAsync(offline: true);
        await page.ClickAsync(".composer button");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your text is still here.");
        await Assertions.Expect(page.Locator("#compose")).ToHaveValueAsync("Qapla'");
    }

    [Fact]
    public async Task Chosen_theme_is_remembered_by_the_server()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync(new() { ColorScheme = ColorScheme.Light });
        var page = await window.NewPageAsync();

        await page.GotoAsync(web.Address.ToString());
        await Assertions.Expect(page.Locator("html[data-theme]")).ToHaveCountAsync(0);
        await page.ClickAsync("[data-theme-switch]");
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Theory]
    [InlineData("/", ColorScheme.Light, 390)]
    [InlineData("/", ColorScheme.Dark, 1440)]
    [InlineData("/@worf", ColorScheme.Light, 1440)]
    [InlineData("/search?term=x", ColorScheme.Dark, 820)]
    [InlineData("/search", ColorScheme.Light, 390)]
    [InlineData("thread", ColorScheme.Dark, 390)]
    [InlineData("/nowhere", ColorScheme.Light, 1440)]
    public async Task Page_has_nothing_that_axe_objects_to_and_is_no_wider_than_the_window(string path, ColorScheme scheme, int width)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        PlanAll(api);
        await using var window = await chromium.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, BypassCSP = true });
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(web.Address, path == "thread" ? $"/activity/{ApiJson.First}" : path).ToString());

        var result = await page.RunAxe();

        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static void PlanAll(FakeApi api)
    {
        var crud = ApiJson.Activity("Qapla'", replies: ApiJson.Activity(new string('w', 200), ApiJson.Second, "a_handle_of_some_thirty_two_chars", "A name that is rather long for a phone"));
        foreach (var feed in (string[])[Home, "GET /api/activities/@worf", "GET /api/activities/search?term=x"])
            api.Plan(feed, ApiJson.Feed(crud));
        api.Plan(Show, crud);
        api.Plan(Create, crud);
        api.Plan($"POST /api/activities/{ApiJson.First}/reply", ApiJson.Activity("Indeed", ApiJson.Second));
    }
}
