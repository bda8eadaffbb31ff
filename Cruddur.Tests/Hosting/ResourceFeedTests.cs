using System.Net;
using System.Net.Http.Headers;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class ResourceFeedTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DistributedApplicationBuilder _model = new([], appHost: null, Path.GetTempPath());
    private readonly ConsoleLog _log = new(TimeProvider.System);
    private readonly HttpClient _client = new();
    private ResourceFeed? _feed;

    [Fact]
    public async Task Resources_come_as_they_are_and_then_each_that_changes()
    {
        var states = await ServeAsync();
        using var reader = await ReadAsync("resources");

        Assert.Equal(
            """{"name":"dashboard","type":"Project","state":"NotStarted","health":null,"message":null,"exitCode":null,"pid":null,"startedAt":null,"urls":[],"environment":[],"waitsFor":[]}""",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            """{"name":"api","type":"Project","state":"NotStarted","health":null,"message":null,"exitCode":null,"pid":null,"startedAt":null,"urls":[],"environment":[],"waitsFor":["dashboard"]}""",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        states.Update("api", state => state with
        {
            State = ResourceState.Running,
            Health = ResourceHealth.Healthy,
            Pid = 123,
            StartedAt = Start,
            Urls = [new ResourceUrl("http", "http://localhost:4567")],
            Environment = ResourceSnapshot.Masked([new("A", "b", Secret: false), new("KEY", "topsecret", Secret: true)]),
        });
        Assert.Equal(
            """{"name":"api","type":"Project","state":"Running","health":"Healthy","message":null,"exitCode":null,"pid":123,"startedAt":"2026-01-02T03:04:05+00:00","urls":[{"name":"http","url":"http://localhost:4567"}],"environment":[{"name":"A","value":"b","secret":false},{"name":"KEY","value":"********","secret":true}],"waitsFor":["dashboard"]}""",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Logs_come_with_their_last_lines_and_then_each_new_one()
    {
        await ServeAsync();
        _log.Add("stdout", "first");
        _log.Add("stdout", "second");
        using var reader = await ReadAsync("resources/api/logs?tail=1");

        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches("""^\{"time":"[^"]+","stream":"stdout","line":"second"\}$""", line);
        _log.Add("stderr", "third");
        Assert.EndsWith("""
            "stream":"stderr","line":"third"}
            """, await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_without_the_key_and_no_unknown_resource_has_logs()
    {
        await ServeAsync();
        using var unknown = await _client.GetAsync("resources/ghost/logs", TestContext.Current.CancellationToken);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
        using var refused = await _client.GetAsync("resources", TestContext.Current.CancellationToken);
        using var refusedLogs = await _client.GetAsync("resources/ghost/logs", TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (unknown.StatusCode, refused.StatusCode, refusedLogs.StatusCode));
    }

    [Fact]
    public async Task More_streams_than_it_has_room_for_are_turned_away()
    {
        await ServeAsync();
        var streams = new List<StreamReader>();
        for (var i = 0; i < 32; i++)
        {
            streams.Add(await ReadAsync("resources"));
        }

        using var oneMore = await _client.GetAsync("resources", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, oneMore.StatusCode);
        streams.ForEach(stream => stream.Dispose());
    }

    public async ValueTask DisposeAsync()
    {
        if (_feed is { } feed)
        {
            await feed.StopAsync(CancellationToken.None);
        }

        _client.Dispose();
    }

    /// <summary>Serves two resources, and points the client to where the dashboard's environment says.</summary>
    private async Task<ResourceStates> ServeAsync()
    {
        var dashboard = _model.AddProject("dashboard", "dashboard.csproj", launchProfileName: null).WithResourceFeed();
        _model.AddProject("api", "api.csproj", launchProfileName: null).WaitFor(dashboard);
        var states = new ResourceStates(_model.Resources);
        _feed = new ResourceFeed(
            _model.Resources, states, new Dictionary<string, ConsoleLog>(StringComparer.Ordinal) { ["api"] = _log }, TimeProvider.System);
        await _feed.StartAsync(TestContext.Current.CancellationToken);

        var environment = ResourceEnvironment.Resolve(dashboard.Resource, new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run));
        var url = environment.Single(variable => variable.Name == "RESOURCE_SERVICE_URL");
        var key = environment.Single(variable => variable.Name == "RESOURCE_SERVICE_KEY");
        Assert.Equal((false, true), (url.Secret, key.Secret));
        _client.BaseAddress = new Uri(url.Value);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        return states;
    }

    private async Task<StreamReader> ReadAsync(string path) =>
        new(await _client.GetStreamAsync(path, TestContext.Current.CancellationToken));
}
