using System.Net;
using static Cruddur.Tests.Api.ApiApplication;

namespace Cruddur.Tests.Api;

public sealed class ReadingTests : IDisposable
{
    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Feed_of_a_person_is_all_that_they_wrote()
    {
        var first = UuidOf(await _api.PostAsync("by worf", handle: "worf"));
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await _api.PostAsync("by garak", handle: "garak");
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        var reply = await _api.ReplyAsync(first, "worf again", "WORF");

        var shown = await _api.ReadAsync($"/api/activities/{first}");
        Assert.Equal($"[{reply},{shown}]", await _api.ReadAsync("/api/activities/@worf"));
        Assert.Equal($"[{reply},{shown}]", await _api.ReadAsync("/api/activities/@Worf"));
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/@nobody"));
    }

    [Theory]
    [InlineData("/api/activities/@", "blank_user_handle")]
    [InlineData("/api/activities/@%20", "blank_user_handle")]
    [InlineData("/api/activities/@%20?before=1-00000000000000000000000000000000", "blank_user_handle")]
    [InlineData("/api/activities/search", "search_term_blank")]
    [InlineData("/api/activities/search?term=", "search_term_blank")]
    [InlineData("/api/activities/search?term=%20%09", "search_term_blank")]
    public async Task What_is_blank_is_refused_with_its_word(string path, string word) =>
        Assert.Equal((HttpStatusCode.UnprocessableEntity, $"[\"{word}\"]"), await _api.AnswerAsync(HttpMethod.Get, path));

    [Theory]
    [InlineData("ÉMILE", "coffee with Émile")]
    [InlineData(" émile ", "coffee with Émile")]
    [InlineData("100%", "100% sure")]
    [InlineData("snake_case", "snake_case")]
    [InlineData(@"\", @"back\slash")]
    [InlineData("WoRF", "honor")]
    [InlineData("o", "honor", "coffee with Émile")]
    [InlineData("' OR 1=1 --")]
    public async Task Search_finds_a_part_of_a_message_or_a_handle_in_any_case(string term, params string[] found)
    {
        foreach (var message in new[] { "coffee with Émile", "100% sure", "100 per cent", "snake_case", "snakeXcase", @"back\slash" })
        {
            await _api.PostAsync(message, handle: "garak");
            _api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await _api.PostAsync("honor", handle: "worf");

        Assert.Equal(found, await _api.MessagesAsync($"/api/activities/search?term={Uri.EscapeDataString(term)}"));
    }

    [Fact]
    public async Task Expired_activity_is_found_by_no_read()
    {
        var uuid = UuidOf(await _api.PostAsync("ephemeral", "1-hour"));
        await _api.ReplyAsync(uuid, "ephemeral too");
        _api.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("[]", await _api.ReadAsync("/api/activities/home"));
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/@andrewbrown"));
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/search?term=ephemeral"));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.AnswerAsync(HttpMethod.Get, $"/api/activities/{uuid}")).Status);
    }

    [Theory]
    [InlineData("/api/activities/@worf")]
    [InlineData("/api/activities/search?term=a%26b")]
    public async Task Every_feed_has_pages(string path)
    {
        for (var i = 0; i < 51; i++)
            await _api.PostAsync($"a&b {i}", handle: "worf");

        using var response = await _api.SendAsync(HttpMethod.Get, path);
        var next = Assert.Single(response.Headers.GetValues("Link")).Split('<', '>')[1];
        Assert.StartsWith(path, next, StringComparison.Ordinal);
        Assert.Single(await _api.MessagesAsync(next));
    }
}
