using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using static Cruddur.Tests.Api.ApiApplication;

namespace Cruddur.Tests.Api;

public sealed class ApiTelemetryTests : IDisposable
{
    private const string ReadPage =
        "SELECT activities people SELECT page SELECT page activities SELECT activities people db.system.name=sqlite db.response.returned_rows=";

    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Home_feed_says_when_it_was_read_and_how_much_was_found()
    {
        await _api.PostAsync("one");
        await _api.PostAsync("two");
        using var spans = new RecordedSpans();
        await spans.SendAsync(_api, HttpMethod.Get, "/api/activities/home");

        Assert.Equal(
            $"""
            activities_home
              home-activities app.now=2026-01-02T03:04:05.6780000+00:00 app.result_length=2
                {ReadPage}2
            """,
            spans.Tree());
        Assert.Equal("andrewbrown", spans.ServerTag("user.name"));
        Assert.Equal("Information: homeActivities", _api.Logs.Lines[^1]);
    }

    [Fact]
    public async Task Feed_of_a_person_says_so_in_metadata()
    {
        await _api.PostAsync("one");
        using var spans = new RecordedSpans();
        await spans.SendAsync(_api, HttpMethod.Get, "/api/activities/@andrewbrown");

        Assert.Equal(
            $"""
            activities_users
              user-activities user-activities.now=2026-01-02T03:04:05.6780000+00:00 user-activities.results-size=1
                {ReadPage}1
            """,
            spans.Tree());
    }

    [Fact]
    public async Task Activity_is_named_on_the_span_of_its_request()
    {
        var uuid = UuidOf(await _api.PostAsync("one"));
        using var shown = new RecordedSpans();
        await shown.SendAsync(_api, HttpMethod.Get, $"/api/activities/{uuid}");
        Assert.Equal(
            $"""
            activities_show
              {ReadPage}1
            """,
            shown.Tree());
        Assert.Equal($"{uuid}", shown.ServerTag("cruddur.activity.uuid"));

        using var replied = new RecordedSpans();
        await replied.SendAsync(_api, HttpMethod.Post, $"/api/activities/{uuid}/reply", JsonContent.Create(new { message = "two" }));
        Assert.Equal($"{uuid}", replied.ServerTag("cruddur.activity.uuid"));

        using var created = new RecordedSpans();
        await created.SendAsync(_api, HttpMethod.Post, "/api/activities", JsonContent.Create(new { message = "three", ttl = "1-hour" }));
        Assert.Equal(
            """
            SELECT people db.system.name=sqlite db.response.returned_rows=1
            INSERT activities db.system.name=sqlite
            COMMIT db.system.name=sqlite
            """,
            created.Tree());
        Assert.Contains($"\"uuid\":\"{created.ServerTag("cruddur.activity.uuid")}\"", await _api.ReadAsync("/api/activities/home"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_do_is_counted()
    {
        var measured = new List<string>();
        using var listener = new MeterListener();
        var factory = _api.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Cruddur.Api" && instrument.Meter.Scope == factory)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();

        var uuid = UuidOf(await _api.PostAsync("one", "3-hours"));
        await _api.ReplyAsync(uuid, "two");
        await _api.ReadAsync("/api/activities/search?term=one");
        await _api.AnswerAsync(HttpMethod.Post, "/api/activities", new { message = "", ttl = "1-day" });

        Assert.Equal(["cruddur.activities.created=1 cruddur.activity.ttl=3-hours", "cruddur.replies.created=1", "cruddur.search.duration=0"], measured);

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var line = $"{instrument.Name}={value}";
            foreach (var tag in tags)
                line += $" {tag.Key}={tag.Value}";
            lock (measured)
                measured.Add(line);
        }
    }
}
