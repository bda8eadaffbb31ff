using System.Threading.Channels;
using Cruddur.Dashboard.Store.Writing;

namespace Cruddur.Dashboard.Store;

/// <summary>What people do with the runs. Each is done by the writer, between two batches, and is committed when its task is complete.</summary>
internal sealed class TelemetryCommands
{
    /// <summary>Characters of a run's name at most; the rest is cut.</summary>
    public const int MaxNameLength = 100;

    // Commands are clicks; past the bound they wait for those in front of them.
    private const int Capacity = 64;

    private readonly Channel<StoreCommand> _commands = Channel.CreateBounded<StoreCommand>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Names a run, or takes its name away; false where there is no such run.</summary>
    public Task<bool> NameAsync(long run, string name, CancellationToken cancellationToken) =>
        RunAsync(tables => tables.Runs.Name(run, name.Length > MaxNameLength ? name[..MaxNameLength] : name), cancellationToken);

    /// <summary>Keeps a run from being evicted, or no longer; false where there is no such run.</summary>
    public Task<bool> PinAsync(long run, bool pinned, CancellationToken cancellationToken) =>
        RunAsync(tables => tables.Runs.Pin(run, pinned), cancellationToken);

    /// <summary>Removes all that is stored of a run, and the run itself where it isn't the one that goes on; false where there is no such run.</summary>
    public Task<bool> ClearAsync(long run, CancellationToken cancellationToken) => RunAsync(tables => tables.Clear(run), cancellationToken);

    /// <summary>Removes all that is stored, of pinned runs too.</summary>
    public Task ClearAllAsync(CancellationToken cancellationToken) => RunAsync(tables => tables.ClearAll(), cancellationToken);

    /// <summary>Waits for commands; false once they were closed and all are taken.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _commands.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the next command; false where none waits.</summary>
    internal bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StoreCommand? command) => _commands.Reader.TryRead(out command);

    /// <summary>Takes no more.</summary>
    internal void Close() => _commands.Writer.TryComplete();

    private async Task<bool> RunAsync(Func<TelemetryTables, bool> change, CancellationToken cancellationToken)
    {
        var command = new StoreCommand(change);
        try
        {
            await _commands.Writer.WriteAsync(command, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new OperationCanceledException("The dashboard is stopping.", e);
        }

        return await command.Done.WaitAsync(cancellationToken);
    }
}
