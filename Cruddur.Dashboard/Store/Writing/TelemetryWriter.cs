using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>
/// The one task that writes: takes what has gathered in the queue, writes it in one transaction, and removes what is too much.
/// </summary>
internal sealed partial class TelemetryWriter(
    TelemetryFile file,
    IngestQueue queue,
    TelemetryCommands commands,
    TelemetryNews news,
    IOptions<StoreOptions> options,
    TimeProvider clock,
    ILogger<TelemetryWriter> logger) : BackgroundService
{
    private const int BytesATransaction = 8 << 20;
    private static readonly TimeSpan EvictionInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Takes no more, and lets what waits be written.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tables = new TelemetryTables(file);
        var eviction = new Eviction(file, tables, options, clock);
        var evicting = true;
        var tick = Tick();
        var waiting = Waiting();
        var asked = commands.WaitAsync(CancellationToken.None).AsTask();
        while (true)
        {
            // Not cancelled by the stop: the queue ends when it was closed and is empty.
            if (!evicting)
                await Task.WhenAny(waiting, tick, asked);
            if (asked.IsCompleted)
            {
                Obey(tables);
                asked = commands.WaitAsync(CancellationToken.None).AsTask();
            }

            if (waiting.IsCompleted)
            {
                if (!await waiting)
                    break;
                var batches = queue.Take(BytesATransaction);
                await WriteAsync(tables, batches, stoppingToken);
                eviction.Written(batches);
                waiting = Waiting();
            }

            if (evicting || eviction.IsDue || tick.IsCompleted)
                evicting = Evict(eviction);
            if (tick.IsCompleted)
                tick = Tick();
        }

        commands.Close();
        while (commands.TryTake(out var command))
            command.Cancel();
        EndRun(tables);
    }

    private void Obey(TelemetryTables tables)
    {
        while (commands.TryTake(out var command))
            command.Run(tables);
        news.Announce();
    }

    private void EndRun(TelemetryTables tables)
    {
        try
        {
            tables.Runs.End(file.Run, UnixNanos.From(clock.GetUtcNow()));
        }
        catch (SqliteException e)
        {
            Log.EndNotWritten(logger, file.Path, e.Message);
        }
    }

    private Task<bool> Waiting() => queue.WaitAsync(CancellationToken.None).AsTask();

    private Task Tick() => Task.Delay(EvictionInterval, clock, CancellationToken.None);

    private async Task WriteAsync(TelemetryTables tables, List<TelemetryBatch> batches, CancellationToken stoppingToken)
    {
        Outcome outcome;
        while ((outcome = TryWrite(tables, batches)) == Outcome.CannotNow)
        {
            // Nothing is lost by waiting: the queue fills up, and senders keep what they have.
            if (stoppingToken.IsCancellationRequested)
            {
                Log.Lost(logger, batches.Count, file.Path);
                break;
            }

            await Task.Delay(RetryInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // One of them can't be written: find it, and keep its neighbours.
        if (outcome == Outcome.Cannot && batches.Count > 1)
        {
            foreach (var batch in batches)
                await WriteAsync(tables, [batch], stoppingToken);
            return;
        }

        queue.Written(batches);
        news.Announce();
    }

    private Outcome TryWrite(TelemetryTables tables, List<TelemetryBatch> batches)
    {
        try
        {
            tables.Write(batches);
            return Outcome.Written;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            Log.Waits(logger, file.Path, e.Message);
            return Outcome.CannotNow;
        }
        catch (Exception e)
        {
            if (batches.Count == 1)
                Log.Dropped(logger, e);
            return Outcome.Cannot;
        }
    }

    private bool Evict(Eviction eviction)
    {
        try
        {
            if (!eviction.Step())
                return false;
            news.Announce();
            return true;
        }
        catch (SqliteException e)
        {
            Log.NotEvicted(logger, file.Path, e.Message);
            return false;
        }
    }

    private enum Outcome
    {
        Written,
        CannotNow,
        Cannot,
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} can't be written to ({Reason}); trying again each second. Is the disk full?")]
        public static partial void Waits(ILogger logger, string path, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A request's telemetry could not be stored and is lost.")]
        public static partial void Dropped(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The telemetry of {Count} requests is lost: {Path} could not be written to until the dashboard stopped.")]
        public static partial void Lost(ILogger logger, int count, string path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The end of this run could not be written to {Path}: {Reason}")]
        public static partial void EndNotWritten(ILogger logger, string path, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old telemetry could not be removed from {Path}: {Reason}")]
        public static partial void NotEvicted(ILogger logger, string path, string reason);
    }
}
