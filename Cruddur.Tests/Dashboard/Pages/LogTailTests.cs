using Cruddur.Dashboard.Listeners;
using Cruddur.Tests.Browser;
using Microsoft.Playwright;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class LogTailTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("newest")]
    [InlineData("tail")]
    public async Task A_list_that_is_read_elsewhere_keeps_still_says_how_much_is_new_and_goes_on_from_its_end(string order)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", Enumerable.Range(0, 150).Select(number => new TestLog($"line {number}") { Nanos = TestLog.Start + number })));
        await dashboard.StoredAsync(counts => counts.Logs == 150);
        await using var context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 1440, Height = 600 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{dashboard.Address(Listener.Ui)}login?t={DashboardApplication.Token}&returnUrl=%2Flogs%3Forder%3D{order}");
        await Assertions.Expect(page.Locator("[data-live-switch]")).ToContainTextAsync("Live");
        var rows = page.Locator("ol > li");

        // Whoever sees the end follows it.
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog("while at the end") { Nanos = TestLog.Start + 200 }));
        var newest = order == "tail" ? rows.Last : rows.First;
        await Assertions.Expect(newest).ToContainTextAsync("while at the end");
        await Assertions.Expect(newest).ToBeInViewportAsync();

        await page.GetByText("line 75", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog("while away") { Nanos = TestLog.Start + 300 }, new TestLog("and one more") { Nanos = TestLog.Start + 301 }));
        var resume = page.GetByRole(AriaRole.Button, new() { Name = "2 new lines" });
        await Assertions.Expect(resume).ToBeVisibleAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(151);
        await Assertions.Expect(page.GetByText("line 75", new() { Exact = true })).ToBeInViewportAsync();

        await resume.ClickAsync();

        await Assertions.Expect(rows).ToHaveCountAsync(153);
        await Assertions.Expect(newest).ToContainTextAsync("and one more");
        await Assertions.Expect(newest).ToBeInViewportAsync();
        await Assertions.Expect(resume).ToBeHiddenAsync();
    }
}
