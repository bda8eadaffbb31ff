using System.Net;
using Cruddur.Dashboard.Resources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cruddur.Tests.Dashboard.Resources;

public sealed class ResourceFeedTests
{
    private const string Api =
        """{"name":"api","type":"Project","state":"Running","health":"Healthy","message":null,"exitCode":null,"pid":12,"startedAt":"2026-01-02T03:04:05+00:00","urls":[{"name":"http","url":"http://localhost:4567"}],"environment":[{"name":"A","value":"b","secret":false}],"waitsFor":["dashboard"],"later":1}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resource_is_read_whole()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);

        host.Say(Api);

        var state = await UntilAsync(dashboard, state => state.Resources.Length == 1);
        Assert.Equivalent(
            new ResourceSnapshot
            {
                Name = "api",
                Type = "Project",
                State = "Running",
                Health = "Healthy",
                Pid = 12,
                StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                Urls = [new("http", "http://localhost:4567")],
                Environment = [new("A", "b", Secret: false)],
                WaitsFor = ["dashboard"],
            },
            state.Resources[0],
            strict: true);
    }

    [Fact]
    public async Task The_latest_word_on_each_resource_counts_and_nonsense_between_is_passed_over()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);

        host.Say("""{"name":"web","state":"Waiting"}""");
        host.Say("");
        host.Say("{ not json");
        host.Say("""{"state":"Running"}""");
        host.Say("""{"name":"api","state":"Starting"}""");
        host.Say("""{"name":"web","state":"Running"}""");

        var state = await UntilAsync(dashboard, state => state.Find("web")?.State == "Running");
        Assert.Equal(FeedStatus.Live, state.Status);
        Assert.Equal([("api", "Starting"), ("web", "Running")], state.Resources.Select(resource => (resource.Name, resource.State)));
    }

    [Fact]
    public async Task What_was_known_stays_while_the_host_is_away_and_is_read_anew_when_it_is_back()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);
        host.Say("""{"name":"gone","state":"Running"}""");
        await UntilAsync(dashboard, state => state.Resources.Length == 1);

        host.HangUp();
        var lost = await UntilAsync(dashboard, state => state.Status == FeedStatus.Lost);
        host.Say("""{"name":"new","state":"Running"}""");
        var back = await UntilAsync(dashboard, state => state.Status == FeedStatus.Live);

        Assert.Equal(["gone"], lost.Resources.Select(resource => resource.Name));
        Assert.Equal(["new"], back.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task A_feed_of_endless_resources_is_bounded()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);

        for (var i = 0; i < ResourceFeed.MaxResources + 10; i++)
            host.Say($$"""{"name":"r{{i:0000}}","state":"Running"}""");
        host.Say("""{"name":"r0000","state":"Exited"}""");

        var state = await UntilAsync(dashboard, state => state.Find("r0000")?.State == "Exited");
        Assert.Equal(ResourceFeed.MaxResources, state.Resources.Length);
    }

    [Fact]
    public async Task A_console_is_read_line_by_line()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);
        host.Console.Writer.TryWrite("""{"time":"2026-01-02T03:04:05+00:00","stream":"stdout","line":"started"}""");
        host.Console.Writer.TryWrite("nonsense");
        host.Console.Writer.TryWrite("""{"time":"2026-01-02T03:04:06+00:00","stream":"stderr","line":"failed"}""");
        host.Console.Writer.Complete();

        var lines = await dashboard.Services.GetRequiredService<ResourceFeedClient>().ReadConsoleAsync("api", 500, Cancelled).ToListAsync(Cancelled);

        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal([new(time, "stdout", "started"), new(time.AddSeconds(1), "stderr", "failed")], lines);
        Assert.Equal([false, true], lines.Select(line => line.IsError));
    }

    [Fact]
    public async Task The_console_of_a_resource_that_the_host_does_not_have_is_not_found()
    {
        await using var host = await FakeHost.StartAsync();
        using var dashboard = await StartAsync(host.Url);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(async () =>
            await dashboard.Services.GetRequiredService<ResourceFeedClient>().ReadConsoleAsync("../x", 500, Cancelled).ToListAsync(Cancelled));

        Assert.Equal(HttpStatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task Without_an_address_there_is_no_feed()
    {
        using var dashboard = await StartAsync("", key: "");

        Assert.Equal(FeedState.Off, dashboard.Services.GetRequiredService<ResourceFeed>().State);
    }

    [Fact]
    public async Task A_wrong_address_and_a_missing_key_are_refused_at_once_and_say_what_to_do()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("localhost", key: ""));

        Assert.Equal(2, refusal.Failures.Count());
        Assert.Contains("RESOURCE_SERVICE_URL must be an http address", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("RESOURCE_SERVICE_KEY is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_web_addresses_are_links() =>
        Assert.Equal(
            ["http://localhost:1", null, null],
            new ResourceUrl[] { new("a", "http://localhost:1"), new("b", "javascript:alert(1)"), new("c", "tcp://localhost:2") }.Select(url => url.Href));

    private static async Task<IHost> StartAsync(string url, string key = FakeHost.Key)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("RESOURCE_SERVICE_URL", url), new("RESOURCE_SERVICE_KEY", key)]);
        builder.Services.AddLogging(logging => logging.ClearProviders()).AddSingleton(TimeProvider.System).AddResourceFeed();
        var host = builder.Build();
        await host.StartAsync(Cancelled);
        return host;
    }

    private static async Task<FeedState> UntilAsync(IHost dashboard, Predicate<FeedState> reached)
    {
        var feed = dashboard.Services.GetRequiredService<ResourceFeed>();
        var state = feed.State;
        while (!reached(state))
            state = await feed.WaitAsync(state.Version, Cancelled);
        return state;
    }
}
