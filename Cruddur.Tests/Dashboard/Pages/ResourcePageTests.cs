using System.Net;
using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Resources;
using Cruddur.Tests.Dashboard.Resources;
using Microsoft.Extensions.DependencyInjection;
using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class ResourcePageTests
{
    [Fact]
    public async Task Resources_show_how_they_do_and_keep_their_secrets()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host);

        var page = await dashboard.PageAsync("/resources");

        Assert.Equal(["api", "migrate"], Texts(page, "name"));
        Assert.Equal(["Running", "Unhealthy", "Exited with 3"], Texts(page, "badge"));
        Assert.Contains("<a href=\"http://localhost:4567\" target=\"_blank\" rel=\"noopener noreferrer\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
        Assert.Contains(">Development</dd>", string.Join(null, page.Split(["\r", "\n", "  "], default)), StringComparison.Ordinal);
        Assert.DoesNotContain("told by mistake", page, StringComparison.Ordinal);
        Assert.Contains("href=\"resources/api/console\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_is_streamed_as_text_with_class_names()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host);
        host.Console.Writer.TryWrite("""{"time":"2027-01-15T08:00:00.123+00:00","stream":"stderr","line":"\u001b[31m<b>failed</b>\u001b[0m"}""");

        await using var stream = await OpenAsync(dashboard, "/resources/api/console/stream");

        Assert.Equal(
            """data: {"time":"08:00:00.123","iso":"2027-01-15T08:00:00.123+00:00","isError":true,"runs":[{"text":"<b>failed</b>","class":"ansi-fg-1"}]}""",
            await FirstAsync(stream));
    }

    [Fact]
    public async Task The_console_of_an_unknown_resource_says_that_there_is_none()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host);

        await using var stream = await OpenAsync(dashboard, "/resources/nobody/console/stream");
        using var reader = new StreamReader(stream);
        var all = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("event: lost\n", all, StringComparison.Ordinal);
        Assert.Contains("The host has no resource named nobody.", all, StringComparison.Ordinal);
        Assert.Contains("The host has no such resource", await dashboard.PageAsync("/resources/nobody/console"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_is_told_that_something_arrived_and_what_it_has_seen_is_no_news()
    {
        using var dashboard = new DashboardApplication();
        var version = dashboard.Services.GetRequiredService<Cruddur.Dashboard.Store.TelemetryNews>().Version;

        await using var stream = await OpenAsync(dashboard, $"/live/telemetry?since={version}");
        await dashboard.SendTraceAsync(1, "news");

        Assert.Equal($"data: {version + 1}", await FirstAsync(stream));
    }

    [Fact]
    public async Task A_page_of_an_earlier_run_is_told_at_once_to_read_again()
    {
        using var dashboard = new DashboardApplication();

        await using var stream = await OpenAsync(dashboard, "/live/telemetry?since=4711");

        Assert.Equal("data: 0", await FirstAsync(stream));
    }

    /// <summary>Starts a dashboard that has heard of two resources.</summary>
    internal static async Task<DashboardApplication> StartAsync(FakeHost host)
    {
        host.Say("""{"name":"api","type":"Project","state":"Running","health":"Unhealthy","pid":12,"urls":[{"name":"http","url":"http://localhost:4567"},{"name":"odd","url":"javascript:alert(1)"}],"environment":[{"name":"ASPNETCORE_ENVIRONMENT","value":"Development","secret":false},{"name":"KEY","value":"told by mistake","secret":true}]}""");
        host.Say("""{"name":"migrate","type":"Project","state":"Exited","exitCode":3}""");
        var dashboard = new DashboardApplication(new() { ["RESOURCE_SERVICE_URL"] = host.Url, ["RESOURCE_SERVICE_KEY"] = FakeHost.Key });
        var feed = dashboard.Services.GetRequiredService<ResourceFeed>();
        for (var state = feed.State; state.Resources.Length < 2;)
            state = await feed.WaitAsync(state.Version, TestContext.Current.CancellationToken);
        return dashboard;
    }

    // The data of the first event that isn't the greeting.
    private static async Task<string?> FirstAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        string? line;
        do
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line?.Length > 0);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Stream> OpenAsync(DashboardApplication dashboard, string path)
    {
        var client = dashboard.Client(Listener.Ui, withKey: true);
        var response = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }
}
