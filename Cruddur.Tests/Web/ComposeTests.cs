using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.Web;

public sealed class ComposeTests
{
    private const string Home = "GET /api/activities/home";
    private const string Create = "POST /api/activities";

    [Fact]
    public async Task Post_that_is_taken_is_answered_with_a_redirect_to_the_feed()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        api.Plan(Create, ApiJson.Activity("Qapla' 🖖\n\"second\""));

        var page = await web.SubmitAsync("/", "compose", ("Draft.Message", "Qapla' 🖖\n\"second\""), ("Draft.Ttl", "3-days"));

        Assert.Equal((HttpStatusCode.Redirect, $"/?posted={ApiJson.First}"), (page.Status, page.Location!.PathAndQuery));
        var call = api.Calls[^1];
        Assert.Equal((Create, """{"message":"Qapla\u0027 \uD83D\uDD96\n\u0022second\u0022","ttl":"3-days"}""", "andrewbrown"), (call.Request, call.Body, call.Handle));
    }

    [Fact]
    public async Task Feed_says_what_has_just_been_posted_and_when_it_expires()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("Qapla'")));

        Assert.Contains("Posted. It expires in 7 days.", (await web.GetAsync($"/?posted={ApiJson.First}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Posted.", (await web.GetAsync($"/?posted={ApiJson.Second}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Posted.", (await web.GetAsync("/?posted=nonsense")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message_blank", "Write something first: a crud needs at least one visible character.")]
    [InlineData("message_exceed_max_chars", "That is too long: 280 characters at most.")]
    [InlineData("ttl_blank", "Choose how long it should live.")]
    [InlineData("word_of_the_future", "It was refused: word_of_the_future.")]
    public async Task Refusal_is_said_in_words_for_people_and_the_text_is_kept(string word, string sentence)
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, ApiJson.Feed(ApiJson.Activity("still there")));
        api.Plan(Create, $"[\"{word}\"]", StatusCodes.Status422UnprocessableEntity);

        var page = await web.SubmitAsync("/", "compose", ("Draft.Message", "my <words>"), ("Draft.Ttl", "12-hours"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Contains("my <words>", page.Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"12-hours\" selected", page.Html, StringComparison.Ordinal);
        Assert.Contains("still there", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_kept_when_the_api_is_down()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan(Home, "[]");
        api.Plan(Create, "", StatusCodes.Status500InternalServerError);

        var page = await web.SubmitAsync("/", "compose", ("Draft.Message", "my words"), ("Draft.Ttl", "1-day"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("It couldn't be posted just now. Your text is still here", page.Text, StringComparison.Ordinal);
        Assert.Contains("my words", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused_with_a_page_and_never_reaches_the_api()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        using var client = web.Open();
        using var form = new FormUrlEncodedContent([new("_handler", "compose"), new("Draft.Message", "forged")]);

        using var response = await client.PostAsync(new Uri("/", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var page = await Page.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("That form can't be taken", page.Text, StringComparison.Ordinal);
        Assert.Empty(api.Calls);
    }
}
