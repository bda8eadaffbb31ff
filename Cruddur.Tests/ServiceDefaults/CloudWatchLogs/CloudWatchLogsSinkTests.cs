using System.Globalization;
using System.Text.Json;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog.Events;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class CloudWatchLogsSinkTests : IDisposable
{
    private static readonly ServiceResource Resource = new(new Dictionary<string, object>(StringComparer.Ordinal) { ["service.name"] = "api", ["service.instance.id"] = "a:1*" });

    private readonly SinkAccounts _accounts = new();

    private SinkAccount Local => _accounts.Of("CloudWatch Logs (dashboard)", "events");

    [Fact]
    public async Task Events_arrive_in_order_and_none_is_lost_at_the_end()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new() { ["Dashboard:IngestEndpoint"] = peer.Url });
        queues.Start(NullLogger.Instance);
        for (var number = 0; number < 5_000; number++)
            sink.Take(Numbered(number));
        Assert.True(await queues.ShutdownAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(Enumerable.Range(0, 5_000), Numbers(peer));
        Assert.Equal((5_000, 5_000), (Local.Total(DeliveryState.Created), Local.Total(DeliveryState.Accepted)));
        var (group, stream) = Assert.Single(peer.Store.Streams.Keys);
        Assert.Equal(("cruddur", 1), (group, peer.Store.Groups[group]));
        Assert.StartsWith("api/a-1-/", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_destinations_get_the_same_bytes()
    {
        await using var real = await CloudWatchPeer.StartAsync();
        await using var dashboard = await CloudWatchPeer.StartAsync();
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new()
        {
            ["CloudWatchLogs:LogGroup"] = "mine",
            ["CloudWatchLogs:RetentionDays"] = "30",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = real.Url,
            ["Dashboard:IngestEndpoint"] = dashboard.Url,
        });
        queues.Start(NullLogger.Instance);
        sink.Take(Numbered(1));
        Assert.True(await queues.ShutdownAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(Assert.Single(real.Store.Messages), Assert.Single(dashboard.Store.Messages));
        Assert.Equal((30, 30), (real.Store.Groups["mine"], dashboard.Store.Groups["mine"]));
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("error", 1)]
    [InlineData("nonsense", 2)]
    [InlineData("Verbose", 3)]
    public async Task Events_below_the_level_are_not_sent(string? level, int expected)
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new() { ["Dashboard:IngestEndpoint"] = peer.Url, ["CloudWatchLogs:Level"] = level });
        queues.Start(NullLogger.Instance);
        sink.Take(SampleEvents.Logged(log => log.Debug("a")));
        sink.Take(Numbered(1));
        sink.Take(SampleEvents.Logged(log => log.Error("c")));
        await queues.ShutdownAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(expected, Local.Total(DeliveryState.Created));
    }

    [Fact]
    public async Task Peer_that_throttles_gets_everything_once()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        var refusals = 2;
        peer.Instead = call => call.Operation == "PutLogEvents" && refusals-- > 0 ? PeerAnswer.Error("ThrottlingException", "Rate exceeded") : null;
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new() { ["Dashboard:IngestEndpoint"] = peer.Url });
        queues.Start(NullLogger.Instance);
        for (var number = 0; number < 100; number++)
            sink.Take(Numbered(number));
        await peer.UntilAsync(p => p.Store.Events.Count > 0);
        Assert.True(await queues.ShutdownAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(Enumerable.Range(0, 100), Numbers(peer));
        Assert.Equal(100, Local.Total(DeliveryState.Accepted));
    }

    [Fact]
    public async Task Peer_that_never_answers_costs_no_more_than_the_deadline_and_every_loss_is_counted()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        var end = new TaskCompletionSource();
        peer.Hold = _ => end.Task;
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new() { ["Dashboard:IngestEndpoint"] = peer.Url });
        queues.Start(NullLogger.Instance);
        for (var number = 0; number < 25_000; number++)
            sink.Take(Numbered(number));
        Assert.False(await queues.ShutdownAsync(TimeSpan.FromSeconds(1)));
        end.SetResult();
        Assert.Equal((25_000, 25_000), (Local.Total(DeliveryState.Created), Local.Total(DeliveryState.Dropped)));
    }

    [Fact]
    public void Without_a_destination_it_is_off()
    {
        using var queues = new DeliveryQueues(_accounts, TimeProvider.System);
        using var sink = Sink(queues, new() { ["AWS_REGION"] = "us-east-1" });
        Assert.False(sink.IsOn);
        Assert.Empty(_accounts.All);
    }

    [Theory]
    [InlineData("eu-central-1", null, "https://logs.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", null, "https://logs.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", "https://vpce-1.logs.us-east-1.vpce.amazonaws.com", "https://vpce-1.logs.us-east-1.vpce.amazonaws.com/")]
    public void Destination_is_in_the_region(string region, string? endpoint, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("CloudWatchLogs:LogGroup", "mine"), new("AWS_REGION", " "), new("AWS_DEFAULT_REGION", region), new("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint)]).Build();
        Assert.Equal(
            new CloudWatchLogsDestination("CloudWatch Logs", new Uri(expected), region, "mine", "api/a-1-", 1),
            Assert.Single(CloudWatchLogsDestination.Read(configuration, Resource)));
    }

    public void Dispose() => _accounts.Dispose();

    private static LogEvent Numbered(int number) => SampleEvents.At(DateTimeOffset.UtcNow, log => log.Information("Number {Number}", number));

    private static IEnumerable<int> Numbers(CloudWatchPeer peer) =>
        peer.Store.Messages.Select(message => int.Parse(JsonElement.Parse(message).GetProperty("message").GetString()![7..], CultureInfo.InvariantCulture));

    private CloudWatchLogsSink Sink(DeliveryQueues queues, Dictionary<string, string?> settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Resource, queues, _accounts, new ShownLog(), TimeProvider.System);
}
