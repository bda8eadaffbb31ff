using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>
/// Every destination's queue, from the service's start to its end. Nothing is sent before <see cref="Start"/>: until then the configuration may still be refused.
/// </summary>
internal sealed class DeliveryQueues(SinkAccounts accounts, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(DeliveryQueue Queue, bool Last)> _queues = [];
    private readonly Dictionary<DeliveryQueue, Task<bool>> _running = [];
    // The ends of all others are told through the last ones, so those have a little longer.
    private static readonly TimeSpan LongerForTheLast = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _givenUp = new();
    private readonly CancellationTokenSource _lastGivenUp = new();
    private ILogger? _logger;
    private bool _disposed;

    /// <summary>Told what became of each batch, mostly on its destination's loop. It must not throw or wait.</summary>
    public Action<Settlement>? Settled { get; set; }

    /// <summary>Opens a destination's queue.</summary>
    /// <param name="target">The destination.</param>
    /// <param name="sender">What speaks its protocol.</param>
    /// <param name="last">Closed after all others, since their ends are told through it.</param>
    public DeliveryQueue Open(DeliveryTarget target, ISender sender, bool last = false)
    {
        var queue = new DeliveryQueue(target, sender, accounts.Of(target.Sink, target.Signal), time, settlement => Settled?.Invoke(settlement));
        lock (_gate)
        {
            _queues.Add((queue, last));
            if (_logger is not null)
                Run(queue, last);
        }

        return queue;
    }

    public void Start(ILogger logger)
    {
        lock (_gate)
        {
            if (_logger is not null)
                return;
            _logger = logger;
            foreach (var (queue, last) in _queues)
                Run(queue, last);
        }
    }

    /// <summary>Sends what is queued, everywhere at the same time, and stops. What has not left by the deadline is given up, and counted.</summary>
    /// <returns>Whether everything left.</returns>
    public async Task<bool> ShutdownAsync(TimeSpan deadline)
    {
        lock (_gate)
        {
            // A host may be taken down while it stops, as tests do; the loops have been given up then.
            if (_disposed)
                return false;
            _givenUp.CancelAfter(deadline);
            _lastGivenUp.CancelAfter(deadline + LongerForTheLast);
        }

        return await CloseAsync(last: false) & await CloseAsync(last: true);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _givenUp.Cancel();
            _lastGivenUp.Cancel();
            _givenUp.Dispose();
            _lastGivenUp.Dispose();
            _queues.ForEach(opened => opened.Queue.Dispose());
        }
    }

    private async Task<bool> CloseAsync(bool last)
    {
        List<Task<bool>> ends = [];
        lock (_gate)
        {
            foreach (var (queue, isLast) in _queues)
            {
                if (isLast != last || _disposed)
                    continue;
                queue.Close();
                if (_running.TryGetValue(queue, out var running))
                    ends.Add(running);
            }
        }

        return (await Task.WhenAll(ends)).All(left => left);
    }

    // Apart from whoever opened it: else the loop would run, and log, as part of that request's trace for ever.
    private void Run(DeliveryQueue queue, bool last)
    {
        using var apart = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        var notice = new DeliveryNotice(_logger!, time);
        var givenUp = (last ? _lastGivenUp : _givenUp).Token;
        _running.Add(queue, Task.Run(() => queue.RunAsync(notice, givenUp)));
    }
}
