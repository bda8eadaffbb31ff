using System.Threading.Channels;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>
/// A bounded queue that is read in batches: the reader wakes when the first item comes, then lets it wait for others until the batch is full or the time is over.
/// Adding never blocks, and wakes nobody but for the first and the last item of a batch.
/// </summary>
internal sealed class BatchQueue<T>(int capacity, int batch, TimeSpan linger, TimeProvider time)
{
    private readonly Channel<T> _items = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private volatile bool _completed;

    public int Count => Volatile.Read(ref _waiting);

    /// <summary>Adds an item.</summary>
    /// <returns>False when the queue is full or completed.</returns>
    public bool TryAdd(T item)
    {
        if (!_items.Writer.TryWrite(item))
            return false;
        if (Interlocked.Increment(ref _waiting) == batch)
            Hurry();
        return true;
    }

    /// <summary>Ends the wait for a fuller batch.</summary>
    public void Hurry() => Volatile.Read(ref _hurry).TrySetResult();

    /// <summary>Takes no more; what is there can still be read.</summary>
    public void Complete()
    {
        _completed = true;
        _items.Writer.TryComplete();
        Hurry();
    }

    /// <summary>Reads the next batch: at least one item, and then as many as are there and fit.</summary>
    /// <returns>False when the queue is completed and empty.</returns>
    public async ValueTask<bool> ReadAsync(List<T> into, Func<T, bool>? fits, CancellationToken cancellationToken)
    {
        if (!await _items.Reader.WaitToReadAsync(cancellationToken))
            return false;

        if (Count < batch && !_completed)
            await LingerAsync(cancellationToken);
        while (into.Count < batch && _items.Reader.TryPeek(out var next) && (into.Count == 0 || fits is null || fits(next)))
        {
            _items.Reader.TryRead(out _);
            Interlocked.Decrement(ref _waiting);
            into.Add(next);
        }

        // Whoever hurried this batch did not mean the next one.
        Volatile.Write(ref _hurry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Count >= batch || _completed)
            Hurry();
        return true;
    }

    private async Task LingerAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_hurry.Task, Task.Delay(linger, time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
