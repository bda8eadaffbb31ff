using Cruddur.Dashboard.Listeners;
using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class ListPageTests
{
    [Theory]
    [InlineData("", new[] { PageData.Markup, "GET /", "submit compose" })]
    [InlineData("?service=api", new[] { "GET /", "submit compose" })]
    [InlineData("?service=browser", new[] { "submit compose" })]
    [InlineData("?errors=true", new[] { PageData.Markup, "GET /" })]
    [InlineData("?errors=true&service=web", new[] { "GET /" })]
    [InlineData("?q=insert", new[] { "submit compose" })]
    [InlineData("?q=%20sqlite%20&service=&errors=", new[] { "submit compose" })]
    [InlineData("?q=nothing+has+this", new string[0])]
    [InlineData("?q=service%3Dapi+-status%3Derror", new[] { "GET /", "submit compose" })]
    [InlineData("?q=db.system.name%3Dsqlite&errors=true", new string[0])]
    [InlineData("?q=service%3Dweb+status%3Derror", new[] { "GET /" })]
    [InlineData("?q=service%3D", new[] { PageData.Markup, "GET /", "submit compose" })]
    [InlineData("?sort=oldest", new[] { "submit compose", "GET /", PageData.Markup })]
    [InlineData("?sort=longest", new[] { "GET /", "submit compose", PageData.Markup })]
    [InlineData("?sort=Shortest", new[] { PageData.Markup, "submit compose", "GET /" })]
    [InlineData("?sort=nonsense", new[] { PageData.Markup, "GET /", "submit compose" })]
    public async Task Traces_are_filtered_by_what_the_address_says(string query, string[] names)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        Assert.Equal(names, TraceNames(await dashboard.PageAsync("/traces" + query)));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 0)]
    public async Task Traces_are_listed_by_the_run_that_they_came_in(string run, int count)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(1)));
        await dashboard.StoredAsync(counts => counts.Traces == 1);

        var page = await dashboard.PageAsync($"/traces?run={run}");

        Assert.Equal(count, page.Split("<td class=\"name\"").Length - 1);
        Assert.Contains($"run {run}</a>. <a href=\"traces\" data-visit", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_says_why_and_where()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/traces?q=service%3Dapi+%28name%3A%22GET");

        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("<mark b-", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_has_a_link_for_each_trace_and_the_filters_one_for_each_value()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/traces");

        Assert.Contains("aria-label=\"browser, 90 ms at 08:00:00.000\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"web, 480 ms at 08:00:01.000, failed\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"traces?q=service%3Dapi\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"traces?q=db.system.name%3Dsqlite\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"traces?sort=oldest\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", new[] { PageData.Markup, "The disk is nearly full", "The page could not be shown", "no feed", "Activity created", "Checked the message", "Posting a crud" })]
    [InlineData("?service=web", new[] { "The page could not be shown", "Posting a crud" })]
    [InlineData("?severity=warning", new[] { "The disk is nearly full", "The page could not be shown", "no feed" })]
    [InlineData("?severity=Critical", new[] { "The page could not be shown" })]
    [InlineData("?severity=nonsense&q=5a0c41d2", new[] { "Activity created" })]
    [InlineData("?trace=" + PageData.Post, new[] { "Activity created", "Checked the message", "Posting a crud" })]
    [InlineData("?trace=1-0af76519-16cd43dd8448eb211c80319c&service=api", new[] { "no feed" })]
    public async Task Logs_are_filtered_by_what_the_address_says(string query, string[] messages)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        Assert.Equal(messages.Order(StringComparer.Ordinal), Texts(await dashboard.PageAsync("/logs" + query), "text").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_long_list_leads_to_what_is_older_and_holds_still_there()
    {
        using var dashboard = new DashboardApplication();
        for (var i = 1; i <= 130; i++)
            await dashboard.SendTraceAsync(i, $"trace {i}");
        await dashboard.StoredAsync(counts => counts.Traces == 130);

        var first = await dashboard.PageAsync("/traces?service=shop");
        var older = first.Split("href=\"").Select(rest => rest.Split('"')[0]).Single(href => href.Contains("before=", StringComparison.Ordinal));
        var second = await dashboard.PageAsync("/" + older.Replace("&amp;", "&", StringComparison.Ordinal));

        Assert.Equal(Enumerable.Range(31, 100).Reverse().Select(i => $"trace {i}"), TraceNames(first));
        Assert.Equal(Enumerable.Range(1, 30).Reverse().Select(i => $"trace {i}"), TraceNames(second));
        Assert.Contains("data-live=\"telemetry\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("data-live=\"telemetry\"", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/resources")]
    [InlineData("/traces")]
    [InlineData("/logs")]
    public async Task An_empty_page_says_how_to_send_to_this_very_dashboard_without_giving_its_key_away(string path)
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:OtlpApiKey"] = "the-otlp-key" });

        var page = await dashboard.PageAsync(path);

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:{dashboard.Address(Listener.OtlpHttp).Port}", page, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS=x-otlp-api-key=$", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the-otlp-key", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_the_services_seen_in_telemetry_are_the_resources()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/resources");

        Assert.Equal([PageData.Markup, "api", "browser", "web"], Texts(page, "name"));
        Assert.Contains("href=\"traces?service=api\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"logs?service=browser\"", page, StringComparison.Ordinal);
    }
}
