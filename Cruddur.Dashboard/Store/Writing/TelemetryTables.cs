using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes batches to the tables. Used by the writer alone.</summary>
internal sealed class TelemetryTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly long _run;
    private readonly TraceTable _traces;
    private readonly BlockTable _blocks;
    private readonly InstrumentTable _instruments;
    private readonly BatchOrigins _origins;
    private readonly RecentSpans _recent = new();
    private readonly OpenBlock _spans;
    private readonly OpenBlock _logs;
    private readonly List<SealedBlock> _sealed = [];
    private readonly List<(TelemetryBatch Batch, MetricRecord Metric)> _metrics = [];
    private readonly List<TelemetryBatch> _taken = [];

    public TelemetryTables(TelemetryFile file)
    {
        _connection = file.Writer;
        _run = file.Run;
        Runs = new(_connection);
        Resources = new(_connection);
        _origins = new(Resources, new(_connection));
        _traces = new(_connection, file.Run);
        _blocks = new(_connection);
        _instruments = new(_connection, file.Run);
        new EarlierTail(_connection, _blocks, _origins).Seal();
        _spans = new(RecordKind.Span, file.Run, NextId(RecordKind.Span));
        _logs = new(RecordKind.Log, file.Run, NextId(RecordKind.Log));
        Count();
    }

    /// <summary>The starts of the dashboard.</summary>
    public RunTable Runs { get; }

    /// <summary>Who sent.</summary>
    public ResourceTable Resources { get; }

    /// <summary>How many spans are stored.</summary>
    public StoredCounts Spans { get; } = new();

    /// <summary>How many log records are stored.</summary>
    public StoredCounts Logs { get; } = new();

    /// <summary>Takes a batch in. It is in the file when <see cref="Commit"/> has written it.</summary>
    /// <exception cref="SqliteException">Its resources can't be written now; it wasn't taken.</exception>
    public void Take(TelemetryBatch batch)
    {
        _origins.Resolve(batch);
        try
        {
            if (batch.Spans.Count > 0)
                TakeSpans(batch);
            if (batch.Logs.Count > 0)
                TakeLogs(batch);
            foreach (var metric in batch.Metrics)
                _metrics.Add((batch, metric));
            _taken.Add(batch);
        }
        catch
        {
            // Half of it may be in the block: what isn't in the file goes with it.
            Drop();
            throw;
        }
    }

    /// <summary>Writes what was taken in one transaction: all of it, or none and an exception.</summary>
    /// <param name="whole">Whether that of the blocks that aren't full is written too, as the requests it came in.</param>
    public void Commit(bool whole)
    {
        InTransaction(() =>
        {
            foreach (var block in _sealed)
                Write(block);
            if (whole)
            {
                Wait(_spans);
                Wait(_logs);
            }

            foreach (var (batch, metric) in _metrics)
            {
                var (resource, scope) = _origins.Of(batch, metric.Origin);
                _instruments.Write(metric, batch, resource, scope);
            }
        });
        foreach (var block in _sealed)
            Counts(block.Kind).Add(_run, block.Fresh);
        Forget(whole);
    }

    /// <summary>The batches that were taken and are in the file, or were dropped; nothing of them is needed any more.</summary>
    public IReadOnlyList<TelemetryBatch> TakeWritten()
    {
        var open = _spans.Batches.Concat(_logs.Batches).Select(one => one.Batch).ToHashSet();
        var written = _taken.FindAll(batch => !open.Contains(batch));
        _taken.RemoveAll(batch => !open.Contains(batch));
        return written;
    }

    /// <summary>Ends the block of a kind that is being filled, so that all records of that kind are in blocks.</summary>
    public void Seal(RecordKind kind)
    {
        var open = kind == RecordKind.Span ? _spans : _logs;
        if (open.Rows > 0)
            _sealed.Add(open.Seal());
        Commit(whole: true);
    }

    /// <summary>Whether spans of a trace are in no block yet.</summary>
    public bool IsOpen(long run, ReadOnlySpan<byte> traceId) => run == _run && _spans.Has(traceId);

    /// <summary>Drops what was taken and is not in the file, because it can't be.</summary>
    public void Drop()
    {
        _sealed.Clear();
        _metrics.Clear();
        _spans.Reset();
        _logs.Reset();
    }

    /// <summary>Does what changes the tables in one transaction.</summary>
    public void InTransaction(Action change)
    {
        using var transaction = _connection.BeginTransaction();
        try
        {
            change();
            transaction.Commit();
        }
        catch
        {
            Resources.Forget();
            _origins.Forget();
            _traces.Forget();
            Runs.Forget();
            throw;
        }
    }

    /// <summary>Says that a trace was deleted.</summary>
    public void TraceEvicted(ReadOnlySpan<byte> traceId) => _traces.Forget(Reading.TelemetryIds.Number(traceId));

    /// <summary>Removes resources of which nothing is stored any more.</summary>
    public void TidyResources()
    {
        // What is in no block yet refers to its resource by its bytes alone.
        Seal(RecordKind.Span);
        Seal(RecordKind.Log);
        InTransaction(Resources.Tidy);
        _origins.Forget();
    }

    /// <summary>The counts of a kind.</summary>
    public StoredCounts Counts(RecordKind kind) => kind == RecordKind.Span ? Spans : Logs;

    /// <summary>Removes what is stored of a run; false where there is no such run.</summary>
    public bool Clear(long run)
    {
        if (!Runs.Exists(run))
            return false;
        Runs.Clear(run);
        if (run != _run)
            Runs.Remove(run);
        Cleared(run);
        return true;
    }

    /// <summary>Removes all that is stored.</summary>
    public bool ClearAll()
    {
        Runs.ClearAll(_run);
        Cleared(_run);
        Resources.Forget();
        _origins.Forget();
        return true;
    }

    public void Dispose()
    {
        Resources.Dispose();
        _origins.Dispose();
        _traces.Dispose();
        _blocks.Dispose();
        _instruments.Dispose();
    }

    private void TakeSpans(TelemetryBatch batch)
    {
        var without = new List<int>();
        for (var index = 0; index < batch.Spans.Count; index++)
        {
            if (!_recent.Add(batch.Spans[index].TraceId, batch.Spans[index].SpanId))
                without.Add(index);
        }

        using var filling = new BlockFilling(_spans, _sealed, batch, batch.Spans.Count - without.Count, without);
        for (var (index, next) = (0, 0); index < batch.Spans.Count; index++)
        {
            if (next < without.Count && without[next] == index)
            {
                next++;
                continue;
            }

            filling.Next();
            _spans.Add(batch.Spans[index], batch, _origins.Of(batch, batch.Spans[index].Origin));
        }
    }

    private void TakeLogs(TelemetryBatch batch)
    {
        using var filling = new BlockFilling(_logs, _sealed, batch, batch.Logs.Count, []);
        foreach (var log in batch.Logs)
        {
            filling.Next();
            _logs.Add(log, batch, _origins.Of(batch, log.Origin));
        }
    }

    private void Write(SealedBlock block)
    {
        foreach (var (trace, change) in block.Changes)
            _traces.Apply(trace, change);
        var id = _blocks.Write(block);
        foreach (var trace in block.Traces)
            _traces.IsIn(trace, id);
    }

    private void Wait(OpenBlock open)
    {
        foreach (var (trace, change) in open.Changes)
            _traces.Apply(trace, change);
        foreach (var waiting in open.Batches)
        {
            if (waiting.Batch is { } batch)
                _blocks.Wait(open.Kind, open.Run, waiting, batch);
        }
    }

    private void Forget(bool whole)
    {
        _sealed.Clear();
        _metrics.Clear();
        if (!whole)
            return;
        Spans.Add(_run, _spans.Fresh);
        Logs.Add(_run, _logs.Fresh);
        _spans.Journalled();
        _logs.Journalled();
    }

    private void Cleared(long run)
    {
        _traces.Forget();
        if (run == _run)
        {
            Drop();
            _recent.Clear();
        }

        Count();
    }

    private void Count()
    {
        Spans.Load(_connection, "SELECT run, resource, sum(spans) AS rows FROM trace_services GROUP BY run, resource");
        Logs.Load(_connection, "SELECT run, resource, sum(rows) AS rows FROM block_resources WHERE kind = 2 GROUP BY run, resource");
    }

    private long NextId(RecordKind kind) => 1 + _connection.ExecuteScalar<long>("SELECT coalesce(max(last), 0) FROM blocks WHERE kind = @kind", new { kind });
}
