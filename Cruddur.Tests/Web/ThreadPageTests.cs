using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.Web;

public sealed class ThreadPageTests
{
    private static readonly string Path = $"/activity/{ApiJson.First}";
    private static readonly string Show = $"GET /api/activities/{ApiJson.First}";
    private static readonly string Reply = $"POST /api/activities/{ApiJson.First}/reply";

    [Fact]
    public async Task Thread_shows_a_crud_with_its_replies()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Show, ApiJson.Activity("the question", replies: [ApiJson.Activity("an answer", ApiJson.Second), ApiJson.Activity("another", Guid.NewGuid())]));

        var page = await web.GetAsync(Path);

        Assert.Contains("the question", page.Text, StringComparison.Ordinal);
        Assert.Contains("\n2 replies\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("\nan answer\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("\nanother\n", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_that_is_taken_is_answered_with_a_redirect_to_the_thread()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Show, ApiJson.Activity("the question"));
        api.Plan(Reply, ApiJson.Activity("mine", ApiJson.Second));

        var page = await web.SubmitAsync(Path, "reply", ("Draft.Message", "mine"));

        Assert.Equal((HttpStatusCode.Redirect, $"{Path}?posted={ApiJson.Second}"), (page.Status, page.Location!.PathAndQuery));
        Assert.Equal((Reply, """{"message":"mine"}"""), (api.Calls[^1].Request, api.Calls[^1].Body));
    }

    [Fact]
    public async Task Refused_reply_keeps_its_text_and_names_its_own_limit()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Show, ApiJson.Activity("the question"));
        api.Plan(Reply, """["message_exceed_max_chars"]""", StatusCodes.Status422UnprocessableEntity);

        var page = await web.SubmitAsync(Path, "reply", ("Draft.Message", "far too long"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("That is too long: 1,024 characters at most.", page.Text, StringComparison.Ordinal);
        Assert.Contains("far too long", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_to_what_expired_meanwhile_keeps_its_text()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        var shown = 0;
        api.Plan(Show, http =>
        {
            http.Response.StatusCode = shown++ == 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            http.Response.ContentType = "application/json";
            return shown == 1 ? http.Response.WriteAsync(ApiJson.Activity("the question")) : Task.CompletedTask;
        });
        api.Plan(Reply, "", StatusCodes.Status404NotFound);

        var page = await web.SubmitAsync(Path, "reply", ("Draft.Message", "too late"));

        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("What you answer has expired, so nothing was posted.", page.Text, StringComparison.Ordinal);
        Assert.Contains("too late", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thread_that_has_expired_is_a_404_that_says_so()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Show, "", StatusCodes.Status404NotFound);

        var page = await web.GetAsync(Path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("It has expired, or it never was.", page.Text, StringComparison.Ordinal);
    }
}
