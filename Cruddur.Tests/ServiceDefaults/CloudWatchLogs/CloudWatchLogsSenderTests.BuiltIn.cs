using Amazon.Runtime;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class CloudWatchLogsSenderTests
{
    private const string Stream = "api/1/2026-01-02";

    private readonly OwnedClock _clock = new(SampleEvents.Time);
    private readonly SinkAccount _account = new("CloudWatch Logs", "events");

    [Fact]
    public async Task Missing_group_is_created_with_its_retention_and_a_stream_for_the_day()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a", "b"));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "c"));
        Assert.Equal(["CreateLogStream", "CreateLogGroup", "PutRetentionPolicy", "CreateLogStream", "PutLogEvents", "PutLogEvents"], peer.Operations);
        Assert.Equal(7, peer.Store.Groups["cruddur"]);
        Assert.Equal(["a", "b", "c"], peer.Store.Streams[("cruddur", Stream)].Select(item => item.Message));

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "d"));
        Assert.Equal(["d"], peer.Store.Streams[("cruddur", "api/1/2026-01-03")].Select(item => item.Message));
    }

    [Fact]
    public async Task Group_that_is_there_keeps_its_retention()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Store.Groups["cruddur"] = 30;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
        Assert.Equal(["CreateLogStream", "PutLogEvents"], peer.Operations);
        Assert.Equal(30, peer.Store.Groups["cruddur"]);
    }

    [Fact]
    public async Task Who_may_only_write_writes()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Store.Groups["cruddur"] = 30;
        peer.Store.Streams[("cruddur", Stream)] = [];
        peer.Instead = call => call.Operation == "PutLogEvents" ? null : PeerAnswer.Error("AccessDeniedException", "not authorized to perform: logs:CreateLogStream");
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
    }

    [Fact]
    public async Task New_group_whose_retention_can_not_be_set_is_written_to_and_told_of()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutRetentionPolicy" ? PeerAnswer.Error("AccessDeniedException") : null;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
        Assert.Equal("AccessDeniedException: the new log group cruddur keeps its events for ever, since its retention could not be set", _account.LastError?.Words);
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ServiceUnavailableException")]
    public async Task Retention_that_can_not_be_set_now_is_set_before_the_next_events(string type)
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutRetentionPolicy" ? PeerAnswer.Error(type) : null;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
        Assert.Equal($"{type}: the new log group cruddur keeps its events for ever, since its retention could not be set yet", _account.LastError?.Words);

        peer.Instead = _ => null;
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "b"));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "c"));
        Assert.Equal(7, peer.Store.Groups["cruddur"]);
        Assert.Equal(2, peer.Operations.Count(operation => operation == "PutRetentionPolicy"));
    }

    [Fact]
    public async Task Stream_that_is_missing_and_may_not_be_created_is_told_as_that()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Store.Groups["cruddur"] = 30;
        peer.Instead = call => call.Operation == "CreateLogStream" ? PeerAnswer.Error("AccessDeniedException") : null;
        using var sender = Sender(peer);
        var result = await SendAsync(sender, "a");
        Assert.Equal((SendOutcome.Rejected, "AccessDeniedException"), (result.Outcome, result.Reason));
        Assert.Contains("logs:CreateLogStream", result.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_and_group_that_are_deleted_meanwhile_are_created_again()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        using var sender = Sender(peer);
        await SendAsync(sender, "a");
        peer.Store.Streams.Clear();
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "b"));
        peer.Store.Streams.Clear();
        peer.Store.Groups.Clear();
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "c"));
        Assert.Equal(["c"], peer.Store.Messages);
    }

    [Theory]
    [InlineData(400, "ThrottlingException", null, "ThrottlingException", null)]
    [InlineData(400, "com.amazonaws.logs#ServiceUnavailableException", null, "ServiceUnavailableException", null)]
    [InlineData(500, "", null, "it answered 500", null)]
    [InlineData(503, "", "7", "it answered 503", 7)]
    [InlineData(429, "", "Fri, 02 Jan 2026 03:04:15 GMT", "it answered 429", 10)]
    public async Task Answer_of_the_moment_is_tried_again_when_it_asks(int status, string type, string? retryAfter, string reason, int? seconds)
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutLogEvents"
            ? new PeerAnswer(status, type.Length == 0 ? "<html>" : $$"""{"__type":"{{type}}","message":"Rate exceeded"}""", retryAfter is null ? [] : [("Retry-After", retryAfter)])
            : null;
        using var sender = Sender(peer);
        var result = await SendAsync(sender, "a");
        Assert.Equal((SendOutcome.Retry, reason, seconds), (result.Outcome, result.Reason, (int?)result.After?.TotalSeconds));

        peer.Instead = _ => null;
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
    }

    [Theory]
    [InlineData("UnrecognizedClientException", "Check AWS_ACCESS_KEY_ID")]
    [InlineData("InvalidSignatureException", "Check AWS_SECRET_ACCESS_KEY")]
    [InlineData("AccessDeniedException", "the credentials may not write to the log group cruddur. They need logs:CreateLogStream and logs:PutLogEvents")]
    [InlineData("InvalidParameterException", "InvalidParameterException")]
    public async Task Answer_that_stays_is_a_rejection_that_says_what_to_do(string type, string words)
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutLogEvents" ? PeerAnswer.Error(type) : null;
        using var sender = Sender(peer);
        var result = await SendAsync(sender, "a");
        Assert.Equal(SendOutcome.Rejected, result.Outcome);
        Assert.Equal(type, result.Reason);
        Assert.Contains(words, result.Words ?? result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>Welcome to the hotel</html>", nameof(SendOutcome.Retry))]
    [InlineData(200, "[]", nameof(SendOutcome.Retry))]
    [InlineData(200, "{", nameof(SendOutcome.Retry))]
    [InlineData(200, """{"rejectedLogEventsInfo":[]}""", nameof(SendOutcome.Accepted))]
    [InlineData(302, "", nameof(SendOutcome.Rejected))]
    [InlineData(404, "", nameof(SendOutcome.Rejected))]
    [InlineData(400, """{"__type":7}""", nameof(SendOutcome.Rejected))]
    public async Task Answer_that_is_not_CloudWatchs_breaks_nothing(int status, string body, string outcome)
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutLogEvents" ? new PeerAnswer(status, body, ("Location", "/other")) : null;
        using var sender = Sender(peer);
        Assert.Equal(outcome, (await SendAsync(sender, "a")).Outcome.ToString());
    }

    [Fact]
    public async Task Answer_without_an_end_is_not_kept()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        peer.Instead = call => call.Operation == "PutLogEvents" ? new PeerAnswer(200, new string(' ', 100_000)) : null;
        using var sender = Sender(peer);
        Assert.Equal(SendOutcome.Retry, (await SendAsync(sender, "a")).Outcome);
    }

    [Fact]
    public async Task Expired_token_is_renewed_once()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        var expired = 1;
        peer.Instead = call => call.Operation == "PutLogEvents" && expired-- > 0 ? PeerAnswer.Error("ExpiredTokenException") : null;
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));

        expired = 2;
        var result = await SendAsync(sender, "b");
        Assert.Equal((SendOutcome.Retry, "the AWS credentials have expired. Sign in again, or renew AWS_SESSION_TOKEN"), (result.Outcome, result.Words));
    }

    [Fact]
    public async Task Clock_that_is_off_is_corrected_by_the_servers()
    {
        var theirs = new OwnedClock(SampleEvents.Time.AddHours(1));
        await using var peer = await CloudWatchPeer.StartAsync(theirs);
        using var sender = Sender(peer);
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "b"));
        Assert.Equal(2, peer.Operations.Count(operation => operation == "PutLogEvents"));
    }

    [Fact]
    public async Task Session_token_is_sent_and_signed()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock, secret: "other");
        using var sender = Sender(peer, new AwsCredentials(new ImmutableCredentials("AKIDEXAMPLE", "other", "session")));
        Assert.Equal(SendResult.Accepted, await SendAsync(sender, "a"));
        Assert.All(peer.Calls, call =>
        {
            Assert.Equal("session", call.Headers["X-Amz-Security-Token"]);
            Assert.StartsWith(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/logs/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, ",
                call.Headers["Authorization"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Rejected_events_are_told_by_their_places_in_the_batch()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        using var sender = Sender(peer);
        var result = await SendAsync(
            sender, ("new", SampleEvents.Time.AddHours(3)), ("now", SampleEvents.Time), ("old", SampleEvents.Time.AddDays(-15)), ("then", SampleEvents.Time.AddHours(-1)));
        Assert.Equal((SendOutcome.Rejected, $"{RejectedLogEvents.TooNew}, {RejectedLogEvents.TooOld}"), (result.Outcome, result.Reason));
        Assert.Equal([0, 2], result.RejectedItems);
        Assert.Equal(["then", "now"], peer.Store.Messages);
    }

    [Fact]
    public async Task Batch_in_several_requests_goes_on_where_it_stopped()
    {
        await using var peer = await CloudWatchPeer.StartAsync(_clock);
        var calls = 0;
        peer.Instead = call => call.Operation == "PutLogEvents" && ++calls == 2 ? PeerAnswer.Error("ThrottlingException") : null;
        using var sender = Sender(peer);
        Payload[] batch = [SampleEvents.Payload("a", SampleEvents.Time.AddDays(-2)), SampleEvents.Payload("b")];
        Assert.Equal(SendOutcome.Retry, (await sender.SendAsync(batch, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(SendResult.Accepted, await sender.SendAsync(batch, TestContext.Current.CancellationToken));
        Assert.Equal(["a", "b"], peer.Store.Messages);
    }

    private static Task<SendResult> SendAsync(CloudWatchLogsSender sender, params string[] messages) =>
        SendAsync(sender, [.. messages.Select(message => (message, SampleEvents.Time))]);

    private static Task<SendResult> SendAsync(CloudWatchLogsSender sender, params (string Message, DateTimeOffset Time)[] events) =>
        sender.SendAsync([.. events.Select(item => SampleEvents.Payload(item.Message, item.Time))], TestContext.Current.CancellationToken);

    private CloudWatchLogsSender Sender(CloudWatchPeer peer, AwsCredentials? credentials = null)
    {
        var destination = new CloudWatchLogsDestination("CloudWatch Logs", new Uri(peer.Url), "us-east-1", "cruddur", "api/1", 7);
        return new CloudWatchLogsSender(destination, credentials ?? AwsCredentials.For(destination), _account, _clock);
    }
}
