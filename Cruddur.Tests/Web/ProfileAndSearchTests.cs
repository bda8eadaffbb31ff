using System.Net;

namespace Cruddur.Tests.Web;

public sealed class ProfileAndSearchTests
{
    [Fact]
    public async Task Profile_shows_one_persons_cruds_under_their_name()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /api/activities/@bayko", ApiJson.Feed(ApiJson.Activity("Rewrote the query.", handle: "bayko", displayName: "Andrew Bayko")));

        var page = await web.GetAsync("/@bayko");

        Assert.Contains("<title>Andrew Bayko (@bayko) · Cruddur</title>", WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.Contains("Rewrote the query.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("This is you", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_of_nobody_is_empty_and_ones_own_says_so()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /api/activities/@andrewbrown", "[]");

        var page = await web.GetAsync("/@andrewbrown");

        Assert.Contains("This is you", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody called @andrewbrown has posted, or everything of theirs has expired.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_asks_for_the_term_as_it_was_typed()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /api/activities/search?term=C%23%20%26%20%3Cspan%3E", ApiJson.Feed(ApiJson.Activity("C# & <span> it is")));

        var page = await web.GetAsync("/search?term=C%23+%26+%3Cspan%3E");

        Assert.Contains("C# & <span> it is", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"C# &amp; &lt;span&gt;\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_without_a_term_asks_nothing()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);

        Assert.Contains("Find it before it's gone", (await web.GetAsync("/search?term=%20")).Text, StringComparison.Ordinal);
        Assert.Empty(api.Calls);
    }
}
