namespace Cruddur.Dashboard.Store.Writing;

/// <summary>A change that somebody waits for.</summary>
internal sealed class StoreCommand(Func<TelemetryTables, bool> change)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Complete once the change is committed, or failed.</summary>
    public Task<bool> Done => _done.Task;

    /// <summary>Does it in one transaction. What goes wrong is told to the one who waits.</summary>
    public void Run(TelemetryTables tables)
    {
        try
        {
            // What was taken before the command is in the file before it too.
            tables.Commit(whole: true);
            var result = false;
            tables.InTransaction(() => result = change(tables));
            _done.SetResult(result);
        }
        catch (Exception e)
        {
            _done.SetException(e);
        }
    }

    /// <summary>Says that it won't be done.</summary>
    public void Cancel() => _done.TrySetCanceled();
}
