using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class LogPageTests
{
    [Theory]
    [InlineData("level%3Derror", new[] { "no feed" })]
    [InlineData("service%3Dweb%20-level%3Dcritical", new[] { "Posting a crud" })]
    [InlineData("Uuid%3A*", new[] { "Activity created" })]
    [InlineData("trace%3D" + PageData.Failure + "%20level%3E%3Derror", new[] { "no feed", "The page could not be shown" })]
    [InlineData("time%3E2027-01-15T08%3A00%3A01.4Z%20time%3C2027-01-15T08%3A00%3A01.49Z", new[] { "no feed", "The page could not be shown" })]
    public async Task Logs_are_found_by_the_query_line(string query, string[] messages)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        Assert.Equal(messages.Order(), Texts(await dashboard.PageAsync($"/logs?q={query}"), "text").Order());
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_says_why_and_finds_nothing()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/logs?q=level%3Dloud");

        Assert.Contains("A level is one of trace, debug, information, warning, error, critical; write one of them.", page, StringComparison.Ordinal);
        Assert.Empty(Texts(page, "text"));
    }

    [Theory]
    [InlineData("", new[] { "3", "2", "1" })]
    [InlineData("&order=tail", new[] { "1", "2", "3" })]
    public async Task The_newest_stand_at_the_end_that_is_looked_at(string order, string[] messages)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", Enumerable.Range(1, 3).Select(number => new TestLog($"{number}") { Nanos = number })));
        await dashboard.StoredAsync(counts => counts.Logs == 3);

        Assert.Equal(messages, Texts(await dashboard.PageAsync($"/logs?q=service%3Dshop{order}"), "text"));
    }

    [Fact]
    public async Task Values_lead_to_the_records_that_have_them_and_records_to_those_with_the_same_attribute()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        var page = await dashboard.PageAsync("/logs?q=service%3Dapi");

        Assert.Contains("href=\"logs?q=service%3Dapi%20level%3Dwarning\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"logs?q=service%3Dapi%20-level%3Dwarning\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"logs\" data-visit aria-current=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"only\" href=\"logs?q=service%3Dapi%20Uuid%3D5a0c41d2\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 7)]
    [InlineData("2", 0)]
    public async Task Only_the_records_of_a_run_are_shown_where_one_is_asked_for(string run, int count)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        Assert.Equal(count, Texts(await dashboard.PageAsync($"/logs?run={run}"), "text").Length);
    }
}
