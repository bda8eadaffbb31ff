using System.Text.RegularExpressions;
using Cruddur.Dashboard.Listeners;
using Cruddur.Tests.Browser;
using Microsoft.Playwright;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class TraceBrowserTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_range_drawn_over_the_minimap_is_zoomed_into_and_left_by_a_key()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        await using var context = await chromium.OpenAsync();
        var page = await OpenAsync(context, dashboard, $"traces/{PageData.Post}");
        var minimap = page.Locator("svg[data-zoom][data-ready]").First;
        var rows = page.Locator("[data-tree] tbody tr");

        await DrawAsync(page, minimap, (0.9f, 0.5f), (0.99f, 0.5f));

        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"\?from=8\d+&to=8\d+$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Keyboard.PressAsync("0");
        await Assertions.Expect(rows).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task Spans_are_found_in_a_trace_with_what_is_above_them()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        await using var context = await chromium.OpenAsync();
        var page = await OpenAsync(context, dashboard, $"traces/{PageData.Post}");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("service=web kind=client");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 of 6");
        await Assertions.Expect(page.Locator("[data-tree] .span-name")).ToHaveTextAsync(["submit compose", "POST /", "POST"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "3 more spans" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-tree] .span-name")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Rows_are_gone_through_by_keys_and_the_details_are_closed_by_one()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        await using var context = await chromium.OpenAsync();
        var page = await OpenAsync(context, dashboard, $"traces/{PageData.Post}");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("aside h2")).ToHaveTextAsync("POST /");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("aside")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("?");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Critical path");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_query_line_is_completed_by_the_keyboard()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        await using var context = await chromium.OpenAsync();
        var page = await OpenAsync(context, dashboard, "traces");
        var line = page.Locator("input[data-complete]");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("serv");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("service");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("=br");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("browser");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(line).ToHaveValueAsync(new Regex("^service=+browser ?$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_range_drawn_over_the_picture_of_traces_is_asked_for_and_its_points_are_walked_by_the_keyboard()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        await using var context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await OpenAsync(context, dashboard, "traces");
        var plot = page.Locator("svg[data-scatter][data-ready]");

        await page.Locator("[data-scatter] a[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Locator($"[data-scatter] a[href='traces/{PageData.Failure}']")).ToBeFocusedAsync();
        await DrawAsync(page, plot, (0.4f, 0.01f), (0.6f, 0.99f));

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "GET /", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[data-complete]")).ToHaveValueAsync(new Regex("^time>=.+ duration<", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, DashboardApplication dashboard, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{dashboard.Address(Listener.Ui)}login?t={DashboardApplication.Token}");
        await page.GotoAsync($"{dashboard.Address(Listener.Ui)}{path}");
        return page;
    }

    private static async Task DrawAsync(IPage page, ILocator over, (float X, float Y) from, (float X, float Y) to)
    {
        var box = (await over.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * from.X), box.Y + (box.Height * from.Y));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * to.X), box.Y + (box.Height * to.Y));
        await page.Mouse.UpAsync();
    }
}
