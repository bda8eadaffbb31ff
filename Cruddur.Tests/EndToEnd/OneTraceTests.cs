using Cruddur.Tests.Browser;
using Microsoft.Playwright;

namespace Cruddur.Tests.EndToEnd;

/// <summary>What a person does in the browser is one trace in the dashboard, down to the database.</summary>
[Collection(CruddurCollection.Name)]
public sealed class OneTraceTests(CruddurFixture cruddur, ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly TelemetryApi _telemetry = new(cruddur.Settings.Dashboard, cruddur.Settings.Token);
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private IBrowserContext _browser = null!;
    private IPage _page = null!;

    private CancellationToken Deadline => _deadline.Token;

    public async ValueTask InitializeAsync()
    {
        _deadline.CancelAfter(TimeSpan.FromSeconds(60));
        _browser = await chromium.OpenAsync(new() { BaseURL = cruddur.Settings.Web.ToString() });
        _page = await _browser.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _telemetry.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_page_load_is_one_trace_from_the_front_end_to_the_database_with_the_browsers_document_load_in_it()
    {
        await _page.GotoAsync("/");

        var trace = await TraceOfAsync(await TraceIdOfPageAsync(), "document load", "SELECT");

        var page = trace.Single("web", "GET /");
        Assert.Null(page.ParentSpanId);
        Assert.True(trace.Single("browser", "document load").IsChildOf(page));
        var call = trace.Child(page, "web", "GET");
        var answer = trace.Child(call, "api", "GET /api/activities/home");
        var capture = trace.Child(answer, "api", "activities_home");
        var feed = trace.Child(capture, "api", "home-activities");
        Assert.StartsWith("SELECT activities", trace.Child(feed, "api").Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_is_one_trace_from_the_browser_to_the_database_with_its_logs()
    {
        var message = $"To boldly go, {Guid.NewGuid():N}";
        await PostAsync(message);

        var post = await _telemetry.SpanAsync("resource=browser", span => span.Name == "POST /", Deadline);
        var trace = await TraceOfAsync(post.TraceId, "POST /", "INSERT activities");

        var root = trace.Single("browser", "POST /");
        Assert.Null(root.ParentSpanId);
        var form = trace.Child(root, "web", "POST /");
        var call = trace.Child(form, "web", "POST");
        var answer = trace.Child(call, "api", "POST /api/activities");
        Assert.True(trace.Single("api", "INSERT activities").IsChildOf(answer));

        var ofWeb = await _telemetry.LogAsync(post.TraceId, log => log.Service == "web" && log.SpanId == form.SpanId, Deadline);
        Assert.Contains("POST /", ofWeb.Body, StringComparison.Ordinal);
        var ofApi = await _telemetry.LogAsync(post.TraceId, log => log.Service == "api" && log.SpanId == answer.SpanId, Deadline);
        Assert.Contains("POST /api/activities", ofApi.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_is_one_trace_from_the_browser_to_the_database()
    {
        await PostAsync($"Who answers? {Guid.NewGuid():N}");
        await _page.Locator("article a[href^='/activity/']").First.ClickAsync();
        await _page.GetByLabel("Write a reply").FillAsync("I do.");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await Assertions.Expect(_page.Locator("main").GetByText("Your reply is posted.")).ToBeVisibleAsync();

        var reply = await _telemetry.SpanAsync("resource=browser", span => span.Name == "POST /activity/{uuid}", Deadline);
        var trace = await TraceOfAsync(reply.TraceId, "POST /activity/{uuid}", "INSERT activities");

        var form = trace.Child(trace.Single("browser", "POST /activity/{uuid}"), "web", "POST /activity/{Uuid:guid}");
        var answer = trace.Child(trace.Child(form, "web", "POST"), "api", "POST /api/activities/{uuid:guid}/reply");
        Assert.True(trace.Single("api", "INSERT activities").IsChildOf(answer));
    }

    [Fact]
    public async Task A_persons_trace_is_a_page_of_the_dashboard_with_its_waterfall_and_its_logs()
    {
        await _page.GotoAsync("/");
        var traceId = await TraceIdOfPageAsync();
        await TraceOfAsync(traceId, "document load", "SELECT");
        await _telemetry.LogAsync(traceId, log => log.Service == "api", Deadline);

        var dashboard = await _browser.NewPageAsync();
        await dashboard.GotoAsync(new Uri(cruddur.Settings.Dashboard, $"/login?t={cruddur.Settings.Token}").ToString());
        await dashboard.GotoAsync(new Uri(cruddur.Settings.Dashboard, $"/traces/{traceId}").ToString());

        foreach (var text in new[] { "document load", "GET /api/activities/home", "home-activities", "homeActivities" })
        {
            await Assertions.Expect(dashboard.GetByText(text).First).ToBeVisibleAsync();
        }
    }

    private async Task PostAsync(string message)
    {
        await _page.GotoAsync("/");
        await _page.GetByRole(AriaRole.Textbox).First.FillAsync(message);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Crud" }).ClickAsync();
        await Assertions.Expect(_page.Locator("article").GetByText(message)).ToBeVisibleAsync();
    }

    private async Task<string> TraceIdOfPageAsync()
    {
        var traceparent = await _page.Locator("meta[name=traceparent]").GetAttributeAsync("content");
        return traceparent!.Split('-')[1];
    }

    /// <summary>A trace is whole here when its two ends have come: the browser's span and the statement.</summary>
    private async Task<Trace> TraceOfAsync(string traceId, string browserSpan, string statement) =>
        new(await _telemetry.TraceAsync(
            traceId,
            spans => spans.Any(span => span.Service == "browser" && span.Name == browserSpan)
                && spans.Any(span => span.Name.StartsWith(statement, StringComparison.Ordinal))
                && spans.Where(span => span.ParentSpanId is not null).All(span => spans.Any(span.IsChildOf)),
            Deadline));
}
