using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store;

/// <summary>
/// What was received and not yet written. Its bound is in bytes of memory; when it is full the sender is told to come back, so nothing that was
/// answered for is dropped.
/// </summary>
internal sealed class IngestQueue(IOptions<StoreOptions> options)
{
    private readonly Channel<TelemetryBatch> _batches = Channel.CreateUnbounded<TelemetryBatch>(new() { SingleReader = true });
    private long _bytes;

    /// <summary>Takes a batch, which is the queue's from then on; false where the queue is full, or the dashboard is stopping.</summary>
    public bool TryAdd(TelemetryBatch batch)
    {
        // An empty queue takes any batch, so that no request is too large for ever.
        var waiting = Interlocked.Add(ref _bytes, batch.HeldBytes);
        var fits = waiting <= options.Value.MaxQueuedBytes || waiting == batch.HeldBytes;
        if (fits && _batches.Writer.TryWrite(batch))
            return true;

        Interlocked.Add(ref _bytes, -batch.HeldBytes);
        return false;
    }

    /// <summary>Waits for batches; false once the queue was closed and is empty.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _batches.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes what waits, up to so many bytes and at least one batch, in the order of arrival.</summary>
    public List<TelemetryBatch> Take(int maxBytes)
    {
        var taken = new List<TelemetryBatch>();
        for (var bytes = 0; bytes < maxBytes && _batches.Reader.TryRead(out var batch); bytes += batch.PayloadBytes)
            taken.Add(batch);
        return taken;
    }

    /// <summary>Says that batches have been written, and gives back what they hold.</summary>
    public void Written(IEnumerable<TelemetryBatch> batches)
    {
        foreach (var batch in batches)
        {
            Interlocked.Add(ref _bytes, -batch.HeldBytes);
            batch.Dispose();
        }
    }

    /// <summary>Takes no more.</summary>
    public void Close() => _batches.Writer.TryComplete();
}
