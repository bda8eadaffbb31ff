using Cruddur.Dashboard.Pages.Trace;
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
    public async Task A_trace_of_ten_thousand_spans_is_a_page_of_moderate_size_that_leads_to_all_of_them()
    {
        using var dashboard = new DashboardApplication();
        for (var batch = 0; batch < 5; batch++)
        {
            await dashboard.AcceptAsync("traces", OtlpRequests.Traces("import", Enumerable.Range(batch * 2_000, 2_000).Select(i =>
                new TestSpan(PageData.Post, $"{i + 1:x16}", $"row {i}") { ParentSpanId = i == 0 ? null : $"{((i - 1) / 9) + 1:x16}", Failed = i == 9_999 })));
        }

        await dashboard.StoredAsync(counts => counts.Spans == 10_000);

        var page = await dashboard.PageAsync($"/traces/{PageData.Post}");
        var found = await dashboard.PageAsync($"/traces/{PageData.Post}?find=status%3Derror");

        Assert.InRange(page.Length, 100_000, 2_000_000);
        Assert.Contains("<dd class=\"num\" b-", page, StringComparison.Ordinal);
        Assert.Contains(">10,000</dd>", page, StringComparison.Ordinal);
        Assert.Equal(WaterfallFold.MaxRows, Texts(page, "span-name").Length);
        Assert.Equal("row 9999", Texts(found, "span-name")[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?span=0000000000000001&from=5&to=9223372036854775807&path=only")]
    [InlineData("?span=0000000000000003&open=-5.0000000000000001-99999999999.0000000000000002-7.x-y-z&find=duration%3E%3D0s")]
    [InlineData("?find=%28&open=0000000000000001-2147483647&from=-1&to=x")]
    public async Task A_trace_that_goes_in_circles_with_twins_and_clocks_centuries_apart_is_shown_whatever_is_asked_of_it(string query)
    {
        using var dashboard = new DashboardApplication();
        TestSpan Span(int id, int? parent, long start = 1_800_000_000_000_000_000, long duration = 5) =>
            new(PageData.Post, $"{id:x16}", $"span {id}") { ParentSpanId = parent is null ? null : $"{parent:x16}", StartNanos = start, DurationNanos = duration };
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("api",
            Span(1, 1), Span(2, 3), Span(3, 4), Span(4, 2, duration: 0), Span(5, 1), Span(5, 5, start: 1), Span(6, 5, start: 1, duration: long.MaxValue - 1), Span(7, 99)));
        await dashboard.StoredAsync(counts => counts.Spans == 7);

        var page = await dashboard.PageAsync($"/traces/{PageData.Post}{query}");

        Assert.Contains(">7</dd>", page, StringComparison.Ordinal);
        Assert.InRange(Texts(page, "span-name").Length, 1, 7);
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
