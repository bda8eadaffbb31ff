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
    private const int StepsATurn = 8;
    private static readonly TimeSpan EvictionInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Takes no more, and lets what waits be written.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (file.DroppedOlder)
            Log.OlderDropped(logger, file.Path);
        using var tables = new TelemetryTables(file);
        using var eviction = new Eviction(file, tables, options, clock);
        var evicting = true;
        var whole = clock.GetTimestamp();
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
                waiting = Waiting();
                // While more waits, full blocks are written alone: what isn't in one will be soon.
                var isWhole = !waiting.IsCompleted || clock.GetElapsedTime(whole) >= LongestWait;
                await WriteAsync(tables, batches, isWhole, stoppingToken);
                if (isWhole)
                    whole = clock.GetTimestamp();
                eviction.Written(batches);
            }

            if (evicting || eviction.IsDue || tick.IsCompleted)
                evicting = Evict(eviction);
            if (tick.IsCompleted)
                tick = Tick();
        }

        await WriteAsync(tables, [], isWhole: true, stoppingToken);
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

    private async Task WriteAsync(TelemetryTables tables, List<TelemetryBatch> batches, bool isWhole, CancellationToken stoppingToken)
    {
        var refused = new List<TelemetryBatch>();
        foreach (var batch in batches)
        {
            if (!await TryAsync(() => tables.Take(batch), stoppingToken))
                refused.Add(batch);
        }

        if (!await TryAsync(() => tables.Commit(isWhole), stoppingToken))
            tables.Drop();
        // Those that could not even be taken are done with too.
        queue.Written(tables.TakeWritten().Concat(refused));
        news.Announce();
    }

    // Nothing is lost by waiting: the queue fills up, and senders keep what they have.
    private async Task<bool> TryAsync(Action write, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                write();
                return true;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    Log.Lost(logger, file.Path, e.Message);
                    return false;
                }

                Log.Waits(logger, file.Path, e.Message);
                await Task.Delay(RetryInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                Log.Dropped(logger, e);
                return false;
            }
        }
    }

    private bool Evict(Eviction eviction)
    {
        try
        {
            // Under load it keeps pace with what is written between two turns.
            var steps = 0;
            while (steps < StepsATurn && eviction.Step())
                steps++;
            if (steps == 0)
                return false;
            news.Announce();
            return steps == StepsATurn;
        }
        catch (SqliteException e)
        {
            Log.NotEvicted(logger, file.Path, e.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} can't be written to ({Reason}); trying again each second. Is the disk full?")]
        public static partial void Waits(ILogger logger, string path, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Telemetry could not be stored and is lost.")]
        public static partial void Dropped(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The last telemetry is lost: {Path} could not be written to until the dashboard stopped ({Reason}).")]
        public static partial void Lost(ILogger logger, string path, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} held spans or logs of an older dashboard, in a form that isn't read any more; they were removed.")]
        public static partial void OlderDropped(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The end of this run could not be written to {Path}: {Reason}")]
        public static partial void EndNotWritten(ILogger logger, string path, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old telemetry could not be removed from {Path}: {Reason}")]
        public static partial void NotEvicted(ILogger logger, string path, string reason);
    }
}
