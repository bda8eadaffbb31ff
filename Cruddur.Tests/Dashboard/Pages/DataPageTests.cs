using System.Net;
using System.Text.RegularExpressions;
using Cruddur.Dashboard.Listeners;
using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed partial class DataPageTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stored_stands_beside_its_bound_with_what_was_removed()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxLogs"] = "20" });
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", Enumerable.Range(0, 50).Select(number => new TestLog($"{number}"))));
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(1)));
        await dashboard.StoredAsync(counts => counts is { Logs: 20, EvictedLogs: 30, Spans: 1 });

        var page = await dashboard.PageAsync("/data");

        Assert.Equal(["1", "20", "0"], Texts(page, "count num")[..3]);
        Assert.Contains("30 older removed to make room", page, StringComparison.Ordinal);
        Assert.Contains("of 20<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_named_pinned_and_cleared_by_forms_that_lead_back_to_the_page()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        var run = (await dashboard.Reader.RunsAsync(CancellationToken)).Single();

        await PostAsync(dashboard, $"/data/runs/{run.Id}/name", HttpStatusCode.Redirect, ("name", " before the change "));
        await PostAsync(dashboard, $"/data/runs/{run.Id}/pin", HttpStatusCode.Redirect, ("pinned", "true"));
        var kept = (await dashboard.Reader.RunsAsync(CancellationToken)).Single();
        await PostAsync(dashboard, $"/data/runs/{run.Id}/clear", HttpStatusCode.Redirect);
        var cleared = (await dashboard.Reader.RunsAsync(CancellationToken)).Single();

        Assert.Equal(("before the change", true, 10L, 7L), (kept.Name, kept.IsPinned, kept.Spans, kept.Logs));
        Assert.Equal(("before the change", 0L, 0L), (cleared.Name, cleared.Spans, cleared.Logs));
        Assert.Equal(["before the change"], Texts(await dashboard.PageAsync("/data"), "name"));
    }

    [Fact]
    public async Task Everything_is_cleared_at_once()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();

        await PostAsync(dashboard, "/data/clear", HttpStatusCode.Redirect);

        Assert.Equal((0, 0), (await dashboard.Reader.CountsAsync(CancellationToken)) is var counts ? (counts.Spans, counts.Logs) : default);
    }

    [Theory]
    [InlineData("/data/runs/99/name")]
    [InlineData("/data/runs/99/pin")]
    [InlineData("/data/runs/99/clear")]
    public async Task A_run_that_is_not_there_is_said_so(string path)
    {
        using var dashboard = new DashboardApplication();
        await PostAsync(dashboard, path, HttpStatusCode.NotFound, ("pinned", "true"));
    }

    [Theory]
    [InlineData("/data/runs/1/name")]
    [InlineData("/data/runs/1/pin")]
    [InlineData("/data/runs/1/clear")]
    [InlineData("/data/clear")]
    public async Task A_form_of_another_page_changes_nothing(string path)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        using var form = new FormUrlEncodedContent([new("pinned", "true"), new("name", "forged")]);

        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var run = (await dashboard.Reader.RunsAsync(CancellationToken)).Single();
        Assert.Equal(("", false, 10L, 7L), (run.Name, run.IsPinned, run.Spans, run.Logs));
    }

    private static async Task PostAsync(DashboardApplication dashboard, string path, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        using var page = await client.GetAsync(new Uri("/data", UriKind.Relative), CancellationToken);
        var token = Token().Match(await page.Content.ReadAsStringAsync(CancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new(token.Groups["name"].Value, token.Groups["value"].Value), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await client.SendAsync(request, CancellationToken);
        Assert.Equal((status, status == HttpStatusCode.Redirect ? "/data" : null), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>__Request[^"]*)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
