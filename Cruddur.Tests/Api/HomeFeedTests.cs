using System.Text.Json;
using static Cruddur.Tests.Api.ApiApplication;

namespace Cruddur.Tests.Api;

public sealed class HomeFeedTests : IDisposable
{
    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Feed_of_an_empty_database_is_an_empty_array() =>
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/home"));

    [Fact]
    public async Task Feed_is_newest_first_and_carries_replies_oldest_first()
    {
        var first = UuidOf(await _api.PostAsync("first", "1-day", "bayko"));
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = UuidOf(await _api.PostAsync("second", "1-hour", "worf"));
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        var early = UuidOf(await _api.ReplyAsync(first, "early", "worf"));
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = UuidOf(await _api.ReplyAsync(first, "late"));

        Assert.Equal(
            $$"""
            [{"uuid":"{{second}}","handle":"worf","display_name":"worf","message":"second","created_at":"2026-01-02T03:04:06.678+00:00",
            "expires_at":"2026-01-02T04:04:06.678+00:00","likes_count":0,"replies_count":0,"reposts_count":0,"replies":[],"reply_to_activity_uuid":null},
            {"uuid":"{{first}}","handle":"bayko","display_name":"bayko","message":"first","created_at":"2026-01-02T03:04:05.678+00:00",
            "expires_at":"2026-01-03T03:04:05.678+00:00","likes_count":0,"replies_count":2,"reposts_count":0,"replies":[
            {"uuid":"{{early}}","handle":"worf","display_name":"worf","message":"early","created_at":"2026-01-02T03:04:07.678+00:00",
            "expires_at":"2026-01-03T03:04:05.678+00:00","likes_count":0,"replies_count":0,"reposts_count":0,"replies":[],"reply_to_activity_uuid":"{{first}}"},
            {"uuid":"{{late}}","handle":"andrewbrown","display_name":"andrewbrown","message":"late","created_at":"2026-01-02T03:04:08.678+00:00",
            "expires_at":"2026-01-03T03:04:05.678+00:00","likes_count":0,"replies_count":0,"reposts_count":0,"replies":[],"reply_to_activity_uuid":"{{first}}"}
            ],"reply_to_activity_uuid":null}]
            """.ReplaceLineEndings(""),
            await _api.ReadAsync("/api/activities/home"));
    }

    [Fact]
    public async Task Activity_leaves_the_feed_when_it_expires()
    {
        await _api.PostAsync("short", "1-hour");
        await _api.PostAsync("long", "3-hours");

        _api.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["long", "short"], (await _api.MessagesAsync("/api/activities/home")).Order());

        _api.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["long"], await _api.MessagesAsync("/api/activities/home"));
    }

    [Fact]
    public async Task Pages_continue_where_the_last_one_ended_even_when_something_new_arrives()
    {
        for (var i = 0; i < 120; i++)
        {
            await _api.PostAsync($"{i}");
            _api.Clock.Advance(TimeSpan.FromMilliseconds(i % 2));
        }

        var seen = new List<string>();
        var next = "/api/activities/home";
        while (next is not null)
        {
            using var response = await _api.SendAsync(HttpMethod.Get, next);
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            seen.AddRange(page.RootElement.EnumerateArray().Select(activity => activity.GetProperty("message").GetString()!));
            next = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
            await _api.PostAsync("new");
        }
        Assert.Equal(Enumerable.Range(0, 120), seen.Select(int.Parse).Order());
    }

    [Fact]
    public async Task An_activity_carries_its_newest_hundred_replies_and_counts_them_all()
    {
        var uuid = UuidOf(await _api.PostAsync("popular"));
        for (var i = 0; i < 103; i++)
        {
            _api.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await _api.ReplyAsync(uuid, $"{i}");
        }

        using var feed = JsonDocument.Parse(await _api.ReadAsync("/api/activities/home"));
        var activity = feed.RootElement.EnumerateArray().Single();
        Assert.Equal(103, activity.GetProperty("replies_count").GetInt32());
        Assert.Equal(
            Enumerable.Range(3, 100),
            activity.GetProperty("replies").EnumerateArray().Select(reply => int.Parse(reply.GetProperty("message").GetString()!)));
    }
}
