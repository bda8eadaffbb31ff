using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class TracePageTests
{
    [Fact]
    public async Task A_trace_shows_its_spans_in_the_order_of_the_calls_and_its_logs_in_the_order_of_time()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync($"/traces/{PageData.Post}");

        Assert.Equal(
            ["submit compose", "POST /", "POST", "POST /api/activities", "create-activity", "INSERT activities"], Texts(page, "span-name"));
        Assert.Equal(["Posting a crud", "Checked the message", "Activity created"], Texts(page, "text"));
        Assert.Contains("data-depth=\"5\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_is_known_by_both_forms_of_its_id_and_leads_to_its_raw_form()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/traces/1-6B000FCF-eda5ba959f39fe0ce9a83d01");

        Assert.Contains("<code b-", page, StringComparison.Ordinal);
        Assert.Contains($">{PageData.Post}</code>", page, StringComparison.Ordinal);
        Assert.Contains(">1-6b000fcf-eda5ba959f39fe0ce9a83d01</code>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"api/telemetry/traces/{PageData.Post}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_that_is_selected_shows_its_attributes_its_exception_and_its_logs()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync($"/traces/{PageData.Failure}?span=0000000000000012");

        var details = page[page.IndexOf("<aside", StringComparison.Ordinal)..page.IndexOf("</aside>", StringComparison.Ordinal)];
        Assert.Contains(">GET /api/activities/home</h2>", details, StringComparison.Ordinal);
        Assert.Contains("<strong b-", details, StringComparison.Ordinal);
        Assert.Contains(">System.InvalidOperationException</strong>", details, StringComparison.Ordinal);
        Assert.Contains("/src/HomeFeed.cs:line 42</em>", details, StringComparison.Ordinal);
        Assert.Equal(["Error"], Texts(details, "badge"));
        Assert.Contains("href=\"traces/0af7651916cd43dd8448eb211c80319c?span=0000000000000011#span\"", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_whose_parent_has_not_arrived_says_so()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync($"/traces/{PageData.Failure}");

        Assert.Equal(["GET /", "GET /api/activities/home", "lost its parent"], Texts(page, "span-name"));
        Assert.Contains("title=\"Its parent hasn&#x27;t arrived.\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/traces")]
    [InlineData("/traces/bad0bad0bad0bad0bad0bad0bad0bad0?span=0000000000000021")]
    [InlineData("/logs")]
    [InlineData("/resources")]
    public async Task Names_that_try_to_be_markup_stay_text(string path)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync(path);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_has_not_arrived_says_so_and_waits_for_it()
    {
        using var dashboard = new DashboardApplication();

        var page = await dashboard.PageAsync("/traces/99999999999999999999999999999999");

        Assert.Contains("No span of it has arrived", page, StringComparison.Ordinal);
        Assert.Contains("data-live=\"telemetry\"", page, StringComparison.Ordinal);
    }
}
