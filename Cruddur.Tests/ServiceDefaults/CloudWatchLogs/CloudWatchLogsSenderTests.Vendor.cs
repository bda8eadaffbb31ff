using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class CloudWatchLogsSenderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly OwnedClock _clock = new(SampleEvents.Time);
    private readonly SinkAccount _account = new("CloudWatch Logs", "events");

    [Fact]
    public async Task Missing_group_is_created_with_its_retention_and_a_stream_for_the_day()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("a"), Document("b")));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("c")));
        Assert.Equal([Document("a"), Document("b"), Document("c")], peer.Store.Streams[("cruddur", "api/1/2026-01-02")].Select(item => item.Message));
        await peer.UntilAsync(p => p.Store.Groups["cruddur"] == 7);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("d")));
        Assert.Equal([Document("d")], peer.Store.Streams[("cruddur", "api/1/2026-01-03")].Select(item => item.Message));
    }

    [Fact]
    public async Task Event_has_the_time_when_it_happened_and_those_of_a_batch_are_in_order()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var sender = Sender(peer);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var (late, early) = (Document("late", now), Document("early", now.AddMinutes(-1)));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, late, early));
        Assert.Equal([(now.AddMinutes(-1).ToUnixTimeMilliseconds(), early), (now.ToUnixTimeMilliseconds(), late)], peer.Store.Events);
    }

    [Fact]
    public async Task Refused_batch_is_told_and_arrives_once_when_it_is_taken()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        var refused = true;
        peer.Instead = call => refused && call.Operation == "PutLogEvents" ? PeerAnswer.Error("AccessDeniedException", "not authorized to perform: logs:PutLogEvents") : null;
        using var sender = Sender(peer);
        Payload[] batch = [SampleEvents.Payload(Document("a"))];
        Assert.Equal(
            SendResult.Retry("AccessDeniedException") with { Words = "not authorized to perform: logs:PutLogEvents" },
            await sender.SendAsync(batch, TestContext.Current.CancellationToken));
        Assert.Equal("not authorized to perform: logs:PutLogEvents", _account.LastError?.Words);

        Volatile.Write(ref refused, false);
        SendResult result;
        do
            result = await sender.SendAsync(batch, TestContext.Current.CancellationToken);
        while (result.Outcome == SendOutcome.Retry);
        Assert.Equal(SendResult.Accepted, result);
        Assert.Equal([Document("a")], peer.Store.Messages);
    }

    [Fact]
    public async Task Long_document_is_taken_in_parts_that_give_it_back()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var sender = Sender(peer);
        var longest = Document(new string('x', 600_000));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, longest));
        Assert.Equal(longest, string.Concat(peer.Store.Messages));
    }

    private static string Document(string message, DateTimeOffset? time = null) => $$"""{"timestamp":"{{time ?? Now:yyyy-MM-ddTHH:mm:ss.fffZ}}","message":"{{message}}"}""";

    private static Task<SendResult> SendAsync(CloudWatchLogsSender sender, params string[] documents) =>
        sender.SendAsync([.. documents.Select(document => SampleEvents.Payload(document))], TestContext.Current.CancellationToken);

    private CloudWatchLogsSender Sender(CloudWatchPeer peer) =>
        new(new CloudWatchLogsDestination("CloudWatch Logs", new Uri(peer.Url), "us-east-1", "cruddur", "api/1", 7), _account, _clock);
}
