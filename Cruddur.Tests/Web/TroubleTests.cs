using System.Net;
using Cruddur.Web.Activities;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.Web;

public sealed class TroubleTests
{
    private const string Home = "GET /api/activities/home";
    private const string Nowhere = "http://127.0.0.1:1";

    [Fact]
    public async Task Page_stands_when_the_api_is_down_and_gives_the_trace_to_quote()
    {
        await using var web = new FrontEnd(Nowhere, environment: "Production");

        var page = await web.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("The cruds can't be fetched just now", page.Text, StringComparison.Ordinal);
        Assert.Contains($"If you report it, quote this:\n{page.TraceParent.Split('-')[1]}\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("<nav", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""[{"uuid":"no uuid"}]""")]
    public async Task Answer_that_cannot_be_read_is_as_good_as_none(string body)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, body);

        var page = await web.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("The cruds can't be fetched just now", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_waited_for_no_longer_than_set()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address, timeout: "00:00:00.2");
        api.Plan(Home, NeverAsync);

        var page = await web.GetAsync("/");

        Assert.Equal(HttpStatusCode.GatewayTimeout, page.Status);
        Assert.Contains("This takes too long", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_who_leaves_takes_the_call_to_the_api_along()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var abandoned = new TaskCompletionSource();
        api.Plan(Home, async http =>
        {
            http.RequestAborted.Register(abandoned.SetResult);
            await leaving.CancelAsync();
            await abandoned.Task;
        });
        using var client = web.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(new Uri("/", UriKind.Relative), leaving.Token));

        await abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Address_that_names_no_page_is_answered_with_one()
    {
        await using var web = new FrontEnd(Nowhere);

        var page = await web.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("There is nothing here", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_that_the_api_refuses_is_said_to_be_a_wrong_address()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan($"{Home}?before=x", "{}", StatusCodes.Status400BadRequest);

        Assert.Contains("The address isn't one that Cruddur gives out.", (await web.GetAsync("/?before=x")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_are_all_named_at_once()
    {
        var result = new ApiOptions.Validator().Validate(name: null, new() { BaseAddress = "api", Timeout = TimeSpan.Zero });

        Assert.Equal(
            [
                "Api:BaseAddress (or services:api:http:0) is 'api': set it to the API's URL, such as http://localhost:4567.",
                "Api:Timeout is 00:00:00: set it to more than nothing and at most a minute, such as 00:00:05.",
            ],
            result.Failures);
    }

    private static Task NeverAsync(HttpContext http)
    {
        var never = new TaskCompletionSource();
        http.RequestAborted.Register(never.SetResult);
        return never.Task;
    }
}
