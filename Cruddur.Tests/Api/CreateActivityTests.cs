using System.Net;
using System.Text.Json;
using static Cruddur.Tests.Api.ApiApplication;

namespace Cruddur.Tests.Api;

public sealed class CreateActivityTests : IDisposable
{
    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Created_activity_is_answered_and_then_read_the_same()
    {
        var created = await _api.PostAsync("I read <b>every</b> \"span\" ☁️", "30-days", "Garak");

        Assert.Equal(
            $$"""
            {"uuid":"{{UuidOf(created)}}","handle":"garak","display_name":"garak","message":"I read <b>every</b> \"span\" ☁️",
            "created_at":"2026-01-02T03:04:05.678+00:00","expires_at":"2026-02-01T03:04:05.678+00:00","likes_count":0,"replies_count":0,"reposts_count":0,
            "replies":[],"reply_to_activity_uuid":null}
            """.ReplaceLineEndings(""),
            created);
        Assert.Equal(created, await _api.ReadAsync($"/api/activities/{UuidOf(created)}"));
        Assert.Equal($"[{created}]", await _api.ReadAsync("/api/activities/home"));
    }

    [Theory]
    [InlineData("30-days", "2026-02-01T03:04:05.678+00:00")]
    [InlineData("7-days", "2026-01-09T03:04:05.678+00:00")]
    [InlineData("3-days", "2026-01-05T03:04:05.678+00:00")]
    [InlineData("1-day", "2026-01-03T03:04:05.678+00:00")]
    [InlineData("12-hours", "2026-01-02T15:04:05.678+00:00")]
    [InlineData("3-hours", "2026-01-02T06:04:05.678+00:00")]
    [InlineData("1-hour", "2026-01-02T04:04:05.678+00:00")]
    public async Task Activity_expires_when_its_word_says(string ttl, string expiresAt)
    {
        using var created = JsonDocument.Parse(await _api.PostAsync("gone soon", ttl));
        Assert.Equal(expiresAt, created.RootElement.GetProperty("expires_at").GetString());
    }

    public static TheoryData<string?, string?, string> Refused => new()
    {
        { "fine", null, "ttl_blank" },
        { "fine", "", "ttl_blank" },
        { "fine", "2-days", "ttl_blank" },
        { "fine", "1-DAY", "ttl_blank" },
        { null, "1-day", "message_blank" },
        { "", "1-day", "message_blank" },
        { " \r\n\t ", "1-day", "message_blank" },
        { "\u200B\u200D\u3000", "1-day", "message_blank" },
        { null, null, "message_blank" },
        { new string('a', 281), "1-day", "message_exceed_max_chars" },
        { new string('a', 281), null, "message_exceed_max_chars" },
        { string.Concat(Enumerable.Repeat("😀", 281)), "1-day", "message_exceed_max_chars" },
        { string.Concat(Enumerable.Repeat("\r\n", 280)) + "a", "1-day", "message_exceed_max_chars" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_breaks_a_rule_is_refused_with_its_word(string? message, string? ttl, string word)
    {
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, $"[\"{word}\"]"),
            await _api.AnswerAsync(HttpMethod.Post, "/api/activities", new { message, ttl }));
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/home"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("\r\n")]
    public async Task Length_is_counted_in_code_points_with_a_line_end_as_one(string character)
    {
        var message = string.Concat(Enumerable.Repeat(character, 279)) + "!";
        using var created = JsonDocument.Parse(await _api.PostAsync(message));
        Assert.Equal(message.ReplaceLineEndings("\n"), created.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Posts_at_the_same_time_are_all_stored_once()
    {
        var posts = Enumerable.Range(0, 60).Select(i => _api.PostAsync($"{i}", handle: $"person_{i % 7}")).ToList();
        var created = await Task.WhenAll(posts);

        Assert.Equal(60, created.Select(UuidOf).Distinct().Count());
        for (var person = 0; person < 7; person++)
        {
            Assert.Equal(
                Enumerable.Range(0, 60).Where(i => i % 7 == person),
                (await _api.MessagesAsync($"/api/activities/@person_{person}")).Select(int.Parse).Order());
        }
    }
}
