using System.Diagnostics;
using System.Text;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.Tests.ServiceDefaults.Delivery;

public sealed class DeliveryQueueTests : IDisposable
{
    private static readonly ActivityTraceId TraceId = ActivityTraceId.CreateFromString("4bf92f3577b34da6a3ce929d0e0e4736");
    private static readonly DeliveryTarget Target = new("sink", "items", "http://sink") { Linger = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(30) };

    private readonly SinkAccounts _accounts = new();
    private readonly DeliveryQueues _queues;
    private readonly LogLines _log = new();

    public DeliveryQueueTests() => _queues = new DeliveryQueues(_accounts, TimeProvider.System);

    [Fact]
    public async Task Everything_arrives_in_order_and_in_batches_of_bounded_items_and_bytes()
    {
        var sender = ScriptedSender.Always(SendResult.Accepted);
        var queue = _queues.Open(Target with { BatchItems = 4, BatchBytes = 6, Linger = TimeSpan.FromHours(1) }, sender);
        foreach (var item in new[] { "1", "2", "3", "4", "5", "66", "777", "888888888", "9" })
            Add(queue, item);
        _queues.Start(_log);
        Assert.True(await _queues.ShutdownAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["1 2 3 4", "5 66 777", "888888888", "9"], sender.Batches.Select(batch => string.Join(' ', batch)));
        Assert.Equal(["created 9", "queued 9", "accepted 9"], Account(queue));
    }

    [Fact]
    public async Task What_does_not_fit_is_dropped_and_counted()
    {
        var sender = ScriptedSender.Always(SendResult.Accepted);
        var byItems = _queues.Open(Target with { MaxItems = 2 }, sender);
        var byBytes = _queues.Open(Target with { Sink = "other", MaxBytes = 5 }, sender);
        foreach (var item in new[] { "1", "22", "333" })
        {
            Add(byItems, item);
            Add(byBytes, item);
        }

        Add(byBytes, "4");
        _queues.Start(_log);
        await _queues.ShutdownAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["created 3", "queued 2", "accepted 2", "dropped queue_full 1"], Account(byItems));
        Assert.Equal(["created 4", "queued 3", "accepted 3", "dropped queue_full 1"], Account(byBytes));
    }

    [Fact]
    public async Task Destination_that_comes_back_gets_what_waited_and_is_told_of_once_each_way()
    {
        var sender = new ScriptedSender((attempt, _) => attempt < 4
            ? Task.FromException<SendResult>(new HttpRequestException("Connection refused"))
            : Task.FromResult(SendResult.Accepted));
        var states = new List<string>();
        _queues.Settled = settlement => states.Add($"{settlement.State} {settlement.Reason} {settlement.TraceIds[0]}");
        var queue = _queues.Open(Target, sender);
        Add(queue, "1");
        _queues.Start(_log);
        await sender.ArrivedAsync(4);
        Assert.True(await _queues.ShutdownAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["created 1", "queued 1", "accepted 1"], Account(queue));
        Assert.Equal([$"Queued Connection refused {TraceId}", $"Accepted  {TraceId}"], states);
        Assert.Equal(
            [
                "Warning: sink takes no items (http://sink): Connection refused. The service goes on; what its queue can't hold is lost until this says otherwise.",
                "Information: sink takes items again.",
            ],
            _log.All);
        Assert.Equal("Connection refused", queue.Account.LastError?.Words);
    }

    [Fact]
    public void Destination_that_comes_and_goes_is_told_of_once_a_minute_and_in_the_end()
    {
        var clock = new OwnedClock(DateTimeOffset.UnixEpoch);
        var notice = new DeliveryNotice(_log, clock);
        notice.Failing(Target, "gone");
        notice.Working(Target);
        for (var second = 0; second < 120; second++)
        {
            notice.Failing(Target, "gone again");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [
                "Warning: sink takes no items (http://sink): gone. The service goes on; what its queue can't hold is lost until this says otherwise.",
                "Information: sink takes items again.",
                "Warning: sink takes no items (http://sink): gone again. The service goes on; what its queue can't hold is lost until this says otherwise.",
            ],
            _log.All);
    }

    [Fact]
    public async Task What_is_lost_at_the_deadline_is_told_through_the_last_destination()
    {
        var told = ScriptedSender.Always(SendResult.Accepted);
        var ledger = _queues.Open(Target with { Sink = "ledger" }, told, last: true);
        var queue = _queues.Open(Target, ScriptedSender.Always(SendResult.Retry("it answered 503")));
        _queues.Settled = settlement =>
        {
            if (settlement is { Target.Sink: "sink", State: DeliveryState.Dropped })
                Add(ledger, settlement.Reason);
        };
        Add(queue, "1");
        _queues.Start(_log);
        Assert.False(await _queues.ShutdownAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(["shutdown"], told.Batches.SelectMany(batch => batch));
    }

    [Fact]
    public async Task Answer_that_never_comes_is_an_attempt_to_be_made_again()
    {
        var sender = new ScriptedSender(async (attempt, token) =>
        {
            if (attempt == 1)
                await Task.Delay(Timeout.Infinite, token);
            return SendResult.Accepted;
        });
        var queue = _queues.Open(Target with { Timeout = TimeSpan.FromMilliseconds(20) }, sender);
        Add(queue, "1");
        _queues.Start(_log);
        await sender.ArrivedAsync(2);
        await _queues.ShutdownAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["created 1", "queued 1", "accepted 1"], Account(queue));
    }

    [Fact]
    public async Task What_is_rejected_is_counted_by_reason_and_not_sent_again()
    {
        var sender = new ScriptedSender((attempt, _) => Task.FromResult(attempt switch
        {
            1 => SendResult.Rejected("too old", [1, 2]),
            2 => SendResult.RejectedSome("partial_success", 1),
            3 => SendResult.Rejected("bad token"),
            _ => SendResult.Accepted,
        }));
        var queue = _queues.Open(Target with { BatchItems = 3, Linger = TimeSpan.FromHours(1) }, sender);
        for (var item = 0; item < 12; item++)
            Add(queue, "x");
        _queues.Start(_log);
        await _queues.ShutdownAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(4, sender.Batches.Count);
        Assert.Equal(["created 12", "queued 12", "accepted 6", "rejected bad token 3", "rejected partial_success 1", "rejected too old 2"], Account(queue));
    }

    [Fact]
    public async Task Sender_that_breaks_loses_its_batch_and_no_other()
    {
        var sender = new ScriptedSender((attempt, _) => attempt == 1 ? throw new InvalidOperationException("a bug") : Task.FromResult(SendResult.Accepted));
        var queue = _queues.Open(Target with { BatchItems = 1 }, sender);
        Add(queue, "1");
        Add(queue, "2");
        _queues.Start(_log);
        Assert.True(await _queues.ShutdownAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["created 2", "queued 2", "accepted 1", "dropped sender_failed 1"], Account(queue));
        Assert.Equal("a bug", queue.Account.LastError?.Words);
    }

    [Fact]
    public async Task What_a_dead_destination_has_not_taken_by_the_deadline_is_counted_to_the_last()
    {
        var sender = ScriptedSender.Always(SendResult.Retry("it answered 503"));
        var queue = _queues.Open(Target with { BatchItems = 2 }, sender);
        for (var item = 0; item < 7; item++)
            Add(queue, "x");
        _queues.Start(_log);
        await sender.ArrivedAsync(1);
        Assert.False(await _queues.ShutdownAsync(TimeSpan.FromMilliseconds(300)));
        Add(queue, "late");
        Assert.Equal(["created 8", "queued 7", "dropped shutdown 8"], Account(queue));
    }

    [Fact]
    public async Task Destination_that_is_told_of_last_is_open_until_the_others_have_ended()
    {
        var told = ScriptedSender.Always(SendResult.Accepted);
        var ledger = _queues.Open(Target with { Sink = "ledger" }, told, last: true);
        var queue = _queues.Open(Target, ScriptedSender.Always(SendResult.Accepted));
        _queues.Settled = settlement =>
        {
            if (settlement.Target.Sink == "sink")
                Add(ledger, "done");
        };
        Add(queue, "1");
        _queues.Start(_log);
        Assert.True(await _queues.ShutdownAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["done"], told.Batches.SelectMany(batch => batch));
    }

    public void Dispose()
    {
        _queues.Dispose();
        _accounts.Dispose();
    }

    private static void Add(DeliveryQueue queue, string item)
    {
        queue.Account.Created();
        var payload = Payload.Copy(Encoding.UTF8.GetBytes(item), TraceId);
        queue.Add(payload);
        payload.Release();
    }

    private static IEnumerable<string> Account(DeliveryQueue queue) => queue.Account.Counts()
        .OrderBy(count => count.State).ThenBy(count => count.Reason, StringComparer.Ordinal)
        .Select(count => string.Join(' ', new[] { count.State.Word(), count.Reason, $"{count.Items}" }.Where(word => word.Length > 0)));
}
