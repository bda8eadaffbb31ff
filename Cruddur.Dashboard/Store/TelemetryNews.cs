namespace Cruddur.Dashboard.Store;

/// <summary>Tells readers that something was stored. It says that, not what: a reader asks the store again, as often as it likes.</summary>
internal sealed class TelemetryNews
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    /// <summary>Rises with every batch stored.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Waits until the version is above the one given, and returns it: at once where it is already.</summary>
    public async Task<long> WaitAsync(long since, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is taken before the version is read: a batch between the two wakes it.
            var next = Volatile.Read(ref _next);
            var version = Version;
            if (version > since)
                return version;
            await next.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Says that something was stored.</summary>
    public void Announce()
    {
        Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
