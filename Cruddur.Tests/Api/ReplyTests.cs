using System.Net;
using System.Text.Json;
using static Cruddur.Tests.Api.ApiApplication;

namespace Cruddur.Tests.Api;

public sealed class ReplyTests : IDisposable
{
    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Reply_says_what_it_answers_and_expires_with_it()
    {
        var parent = UuidOf(await _api.PostAsync("parent", "3-hours"));
        _api.Clock.Advance(TimeSpan.FromHours(1));
        var reply = await _api.ReplyAsync(parent, "child", "worf");

        Assert.Equal(
            $$"""
            {"uuid":"{{UuidOf(reply)}}","handle":"worf","display_name":"worf","message":"child","created_at":"2026-01-02T04:04:05.678+00:00",
            "expires_at":"2026-01-02T06:04:05.678+00:00","likes_count":0,"replies_count":0,"reposts_count":0,"replies":[],"reply_to_activity_uuid":"{{parent}}"}
            """.ReplaceLineEndings(""),
            reply);
        Assert.Equal(reply, await _api.ReadAsync($"/api/activities/{UuidOf(reply)}"));

        _api.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.AnswerAsync(HttpMethod.Get, $"/api/activities/{UuidOf(reply)}")).Status);
    }

    [Fact]
    public async Task Reply_to_a_reply_is_found_under_that_reply()
    {
        var parent = UuidOf(await _api.PostAsync("parent"));
        var child = UuidOf(await _api.ReplyAsync(parent, "child"));
        var grandchild = await _api.ReplyAsync(child, "grandchild");

        using var shown = JsonDocument.Parse(await _api.ReadAsync($"/api/activities/{child}"));
        Assert.Equal($"[{grandchild}]", shown.RootElement.GetProperty("replies").GetRawText());
        Assert.Equal(1, shown.RootElement.GetProperty("replies_count").GetInt32());
        Assert.Equal(["parent"], await _api.MessagesAsync("/api/activities/home"));
    }

    [Fact]
    public async Task Replies_at_the_same_time_are_all_counted()
    {
        var parent = UuidOf(await _api.PostAsync("parent"));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _api.ReplyAsync(parent, $"{i}", $"person_{i}")));

        using var shown = JsonDocument.Parse(await _api.ReadAsync($"/api/activities/{parent}"));
        Assert.Equal(30, shown.RootElement.GetProperty("replies_count").GetInt32());
        Assert.Equal(30, shown.RootElement.GetProperty("replies").GetArrayLength());
    }

    [Fact]
    public async Task Reply_to_what_is_unknown_or_has_expired_is_not_found()
    {
        var parent = UuidOf(await _api.PostAsync("parent", "1-hour"));
        _api.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var uuid in new[] { parent, Guid.NewGuid() })
        {
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await _api.AnswerAsync(HttpMethod.Post, $"/api/activities/{uuid}/reply", new { message = "too late" })).Status);
        }
        Assert.Equal("[]", await _api.ReadAsync("/api/activities/@andrewbrown"));
    }

    [Theory]
    [InlineData("", "message_blank")]
    [InlineData(" ", "message_blank")]
    [InlineData(null, "message_blank")]
    [InlineData("1025", "message_exceed_max_chars")]
    public async Task What_breaks_a_rule_is_refused_with_its_word(string? message, string word)
    {
        var parent = UuidOf(await _api.PostAsync("parent"));
        message = message == "1025" ? new string('a', 1025) : message;
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, $"[\"{word}\"]"),
            await _api.AnswerAsync(HttpMethod.Post, $"/api/activities/{parent}/reply", new { message }));
    }

    [Fact]
    public async Task Reply_may_be_longer_than_an_activity()
    {
        var parent = UuidOf(await _api.PostAsync("parent"));
        var message = string.Concat(Enumerable.Repeat("😀", 1024));
        using var reply = JsonDocument.Parse(await _api.ReplyAsync(parent, message));
        Assert.Equal(message, reply.RootElement.GetProperty("message").GetString());
    }
}
