using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class CloudWatchLogsSenderTests
{
    private const string Stream = "api/1/2026-01-02";

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
        Assert.Equal([Document("a"), Document("b"), Document("c")], peer.Store.Streams[("cruddur", Stream)].Select(item => item.Message));
        Assert.Equal(7, peer.Store.Groups["cruddur"]);

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
    public async Task Group_that_is_there_keeps_its_retention()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Store.Groups["cruddur"] = 30;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("a")));
        Assert.Equal(["CreateLogStream", "PutLogEvents"], peer.Operations);
        Assert.Equal(30, peer.Store.Groups["cruddur"]);
    }

    [Fact]
    public async Task Who_may_only_write_writes()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Store.Groups["cruddur"] = 30;
        peer.Store.Streams[("cruddur", Stream)] = [];
        peer.Instead = call => call.Operation == "PutLogEvents" ? null : PeerAnswer.Error("AccessDeniedException", "not authorized to perform: logs:CreateLogStream");
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("a")));
    }

    [Fact]
    public async Task New_group_whose_retention_can_not_be_set_is_written_to_and_told_of()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Instead = call => call.Operation == "PutRetentionPolicy" ? PeerAnswer.Error("AccessDeniedException") : null;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("a")));
        Assert.Equal("AccessDeniedException: the new log group cruddur keeps its events for ever, since its retention could not be set", _account.LastError?.Words);
    }

    [Fact]
    public async Task Stream_that_is_missing_and_may_not_be_created_is_told_as_that()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Store.Groups["cruddur"] = 30;
        peer.Instead = call => call.Operation == "CreateLogStream" ? PeerAnswer.Error("AccessDeniedException") : null;
        using var sender = Sender(peer);
        var result = await SendAsync(sender, Document("a"));
        Assert.Equal((SendOutcome.Rejected, "AccessDeniedException"), (result.Outcome, result.Reason));
        Assert.Contains("logs:CreateLogStream", result.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_and_group_that_are_deleted_meanwhile_are_created_again()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var sender = Sender(peer);
        await SendAsync(sender, Document("a"));
        peer.Store.Streams.Clear();
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("b")));
        peer.Store.Streams.Clear();
        peer.Store.Groups.Clear();
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("c")));
        Assert.Equal([Document("c")], peer.Store.Messages);
    }

    [Fact]
    public async Task Batch_that_is_not_taken_now_is_tried_when_it_comes_again_and_arrives_once()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Instead = call => call.Operation == "PutLogEvents" ? PeerAnswer.Error("OperationAbortedException") : null;
        using var sender = Sender(peer);
        Payload[] batch = [SampleEvents.Payload(Document("a"))];
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal(SendResult.Retry("OperationAbortedException"), await sender.SendAsync(batch, TestContext.Current.CancellationToken));
            Assert.Equal(attempt, peer.Operations.Count(operation => operation == "PutLogEvents"));
        }

        peer.Instead = _ => null;
        Assert.Equal(SendResult.Accepted, await sender.SendAsync(batch, TestContext.Current.CancellationToken));
        Assert.Equal([Document("a")], peer.Store.Messages);
    }

    [Fact]
    public async Task Batch_that_is_given_up_is_not_sent_after_all()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Instead = call => call.Operation == "PutLogEvents" ? PeerAnswer.Error("OperationAbortedException") : null;
        using var sender = Sender(peer);
        Assert.Equal(SendOutcome.Retry, (await SendAsync(sender, Document("given up"))).Outcome);

        peer.Instead = _ => null;
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("next")));
        Assert.Equal([Document("next")], peer.Store.Messages);
    }

    [Theory]
    [InlineData("UnrecognizedClientException", "Check AWS_ACCESS_KEY_ID")]
    [InlineData("InvalidSignatureException", "Check AWS_SECRET_ACCESS_KEY")]
    [InlineData("AccessDeniedException", "the credentials may not write to the log group cruddur. They need logs:CreateLogStream and logs:PutLogEvents")]
    [InlineData("InvalidParameterException", "InvalidParameterException")]
    public async Task Answer_that_stays_is_a_rejection_that_says_what_to_do_and_the_sink_forgets_the_batch(string type, string words)
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Instead = call => call.Operation == "PutLogEvents" ? PeerAnswer.Error(type) : null;
        using var sender = Sender(peer);
        var result = await SendAsync(sender, Document("refused"), Document("too"));
        Assert.Equal((SendOutcome.Rejected, type, 2), (result.Outcome, result.Reason, result.RejectedCount));
        Assert.Contains(words, result.Words ?? result.Reason, StringComparison.Ordinal);

        peer.Instead = _ => null;
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, Document("next")));
        Assert.Equal([Document("next")], peer.Store.Messages);
    }

    [Fact]
    public async Task Rejected_events_are_counted_by_their_reasons()
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        peer.Instead = call => call.Operation == "PutLogEvents"
            ? new PeerAnswer(200, """{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2,"tooNewLogEventStartIndex":3}}""")
            : null;
        using var sender = Sender(peer);
        Assert.Equal(
            SendResult.RejectedSome($"{RejectedLogEvents.TooNew}, {RejectedLogEvents.TooOld}, {RejectedLogEvents.Expired}", 3),
            await SendAsync(sender, Document("a"), Document("b"), Document("c"), Document("d")));
    }

    // The sink cuts behind the 256,001st byte, and the second of these documents has just as many.
    [Theory]
    [InlineData(600_000)]
    [InlineData(256_001)]
    public async Task Long_document_is_taken_in_parts_that_give_it_back(int length)
    {
        await using var peer = await CloudWatchPeer.StartAsync();
        using var sender = Sender(peer);
        var longest = Document(new string('x', length - Document("").Length));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, longest));
        Assert.Equal(longest, string.Concat(peer.Store.Messages));
    }

    private static string Document(string message, DateTimeOffset? time = null) => $$"""{"timestamp":"{{time ?? Now:yyyy-MM-ddTHH:mm:ss.fffZ}}","message":"{{message}}"}""";

    private static Task<SendResult> SendAsync(CloudWatchLogsSender sender, params string[] documents) =>
        sender.SendAsync([.. documents.Select(document => SampleEvents.Payload(document))], TestContext.Current.CancellationToken);

    private CloudWatchLogsSender Sender(CloudWatchPeer peer) =>
        new(new CloudWatchLogsDestination("CloudWatch Logs", new Uri(peer.Url), "us-east-1", "cruddur", "api/1", 7), _account, _clock);
}
