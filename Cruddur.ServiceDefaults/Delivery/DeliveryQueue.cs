using System.Diagnostics;
using System.Net.Sockets;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>
/// One destination: a bounded queue, and the loop that sends from it in batches, tries again with growing pauses, and accounts for each item. What does not fit
/// is dropped and counted. Nothing here ever blocks or throws into a request.
/// </summary>
internal sealed class DeliveryQueue : IDisposable
{
    // A batch that is refused for so long is given up, so that one that can never be taken doesn't hold up all that come after it.
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private readonly BatchQueue<Payload> _queue;
    private readonly ISender _sender;
    private readonly TimeProvider _time;
    private readonly Action<Settlement> _settled;
    private readonly CancellationTokenSource _closing = new();
    private long _bytes;

    public DeliveryQueue(DeliveryTarget target, ISender sender, SinkAccount account, TimeProvider time, Action<Settlement> settled)
    {
        (Target, Account) = (target, account);
        (_sender, _time, _settled) = (sender, time, settled);
        _queue = new BatchQueue<Payload>(target.MaxItems, target.BatchItems, target.Linger, time);
    }

    public DeliveryTarget Target { get; }

    public SinkAccount Account { get; }

    /// <summary>Items that wait, those of a batch under way not among them.</summary>
    public int Count => _queue.Count;

    /// <summary>Adds an item, and takes a reference of its own.</summary>
    public void Add(Payload payload)
    {
        payload.Retain();
        var bytes = Interlocked.Add(ref _bytes, payload.Length);
        if (bytes <= Target.MaxBytes && _queue.TryAdd(payload))
        {
            Account.Queued();
            if (bytes >= Target.BatchBytes && bytes - payload.Length < Target.BatchBytes)
                _queue.Hurry();
            return;
        }

        Account.Dropped(_closing.IsCancellationRequested ? DropReasons.Shutdown : payload.Length > Target.MaxBytes ? DropReasons.TooLarge : DropReasons.QueueFull);
        Release(payload);
    }

    /// <summary>The rules decided against something of this trace, and so it isn't added.</summary>
    public void SampledOut(ActivityTraceId traceId, string rule)
    {
        Account.SampledOut(rule);
        _settled(new Settlement(Target, DeliveryState.SampledOut, rule, [traceId]));
    }

    /// <summary>Takes no more, and lets what is there leave without further pauses.</summary>
    public void Close()
    {
        _closing.Cancel();
        _queue.Complete();
    }

    /// <summary>Sends until the queue is closed and empty, or given up; what is left then is counted as dropped.</summary>
    /// <returns>Whether everything left.</returns>
    public async Task<bool> RunAsync(DeliveryNotice notice, CancellationToken givenUp)
    {
        var batch = new List<Payload>();
        try
        {
            long bytes = 0;
            while (await _queue.ReadAsync(batch, Fits, givenUp))
            {
                await DeliverAsync(batch, notice, givenUp);
                batch.ForEach(Release);
                batch.Clear();
                bytes = 0;
                // What waits may be a batch by its bytes already, and nobody else would say so.
                if (Interlocked.Read(ref _bytes) >= Target.BatchBytes)
                    _queue.Hurry();
            }

            return true;

            bool Fits(Payload next)
            {
                // Called before each item but the first.
                if (bytes == 0)
                    bytes = batch[0].Length;
                return (bytes += next.Length) <= Target.BatchBytes;
            }
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            _queue.Complete();
            do
            {
                Settle(DeliveryState.Dropped, DropReasons.Shutdown, batch);
                batch.ForEach(Release);
                batch.Clear();
            }
            while (await _queue.ReadAsync(batch, null, CancellationToken.None));
            return false;
        }
    }

    public void Dispose() => _closing.Dispose();

    private async Task DeliverAsync(List<Payload> batch, DeliveryNotice notice, CancellationToken givenUp)
    {
        var started = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var result = await AttemptAsync(batch, givenUp);
            if (result.Outcome != SendOutcome.Retry)
            {
                Settle(batch, result);
                Tell(notice, result, batch.Count);
                return;
            }

            Tell(notice, result, batch.Count);
            if (attempt == 1)
                TellOf(batch, DeliveryState.Queued, result.Reason ?? "");
            if (_time.GetElapsedTime(started) > LongestRetry)
            {
                Settle(DeliveryState.Dropped, DropReasons.RetriesExhausted, batch);
                return;
            }

            await PauseAsync(Backoff.After(attempt, result.After), givenUp);
        }
    }

    private async Task<SendResult> AttemptAsync(List<Payload> batch, CancellationToken givenUp)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(givenUp);
        limit.CancelAfter(Target.Timeout);
        try
        {
            return await _sender.SendAsync(batch, limit.Token);
        }
        catch (OperationCanceledException) when (!givenUp.IsCancellationRequested)
        {
            return SendResult.Retry($"no answer within {Target.Timeout.TotalSeconds} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return SendResult.Retry(error.InnerException is SocketException socket ? socket.Message : error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A fault of the sender's own: the batch would meet it again.
            return SendResult.Dropped(DropReasons.SenderFailed, error.Message);
        }
    }

    // At the end there is no time to be polite: one more attempt at once, then every fifth of a second.
    private async Task PauseAsync(TimeSpan pause, CancellationToken givenUp)
    {
        if (_closing.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), _time, givenUp);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(givenUp, _closing.Token);
        await Task.Delay(pause, _time, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        givenUp.ThrowIfCancellationRequested();
    }

    private void Settle(List<Payload> batch, SendResult result)
    {
        if (result is { Outcome: SendOutcome.Sent, RejectedItems: null })
        {
            Settle(DeliveryState.Sent, "", batch);
            return;
        }

        if (result.Outcome == SendOutcome.Accepted)
        {
            Settle(DeliveryState.Accepted, "", batch);
            return;
        }

        if (result.Outcome == SendOutcome.Dropped)
        {
            Settle(DeliveryState.Dropped, result.Reason ?? "", batch);
            return;
        }

        var reason = result.Reason ?? "";
        if (result.RejectedItems is { } indexes)
        {
            var rejected = indexes.ToHashSet();
            Settle(DeliveryState.Rejected, reason, [.. batch.Where((_, index) => rejected.Contains(index))]);
            var state = result.Outcome == SendOutcome.Sent ? DeliveryState.Sent : DeliveryState.Accepted;
            Settle(state, "", [.. batch.Where((_, index) => !rejected.Contains(index))]);
        }
        else if (result.RejectedCount is { } count && count < batch.Count)
        {
            // Nobody can say of one item whether it is among them, so no receipt is written.
            Account.Ended(DeliveryState.Rejected, reason, count);
            Account.Ended(DeliveryState.Accepted, "", batch.Count - count);
        }
        else
            Settle(DeliveryState.Rejected, reason, batch);
    }

    private void Settle(DeliveryState state, string reason, List<Payload> items)
    {
        if (items.Count == 0)
            return;

        Account.Ended(state, reason, items.Count);
        TellOf(items, state, reason);
    }

    private void TellOf(List<Payload> items, DeliveryState state, string reason) =>
        _settled(new Settlement(Target, state, reason, items.ConvertAll(item => item.TraceId)));

    private void Tell(DeliveryNotice notice, SendResult result, int batchItems)
    {
        if (result.Outcome is SendOutcome.Accepted or SendOutcome.Sent)
        {
            notice.Working(Target);
            return;
        }

        var words = result.Words ?? result.Reason ?? "no reason given";
        Account.Failed(words, _time.GetUtcNow());
        // One that refuses some and takes the rest is working.
        if (result.RejectedCount is { } refused && refused < batchItems)
            notice.Working(Target);
        else
            notice.Failing(Target, words);
    }

    private void Release(Payload payload)
    {
        Interlocked.Add(ref _bytes, -payload.Length);
        payload.Release();
    }
}
