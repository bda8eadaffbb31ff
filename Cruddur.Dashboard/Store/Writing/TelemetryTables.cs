using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes batches to the tables. Used by the writer alone.</summary>
internal sealed class TelemetryTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly long _run;
    private readonly ResourceTable _resources;
    private readonly ScopeTable _scopes;
    private readonly TraceTable _traces;
    private readonly SpanTable _spans;
    private readonly LogTable _logs;
    private readonly InstrumentTable _instruments;
    private readonly Dictionary<long, TraceChange> _changes = [];

    public TelemetryTables(TelemetryFile file)
    {
        _connection = file.Writer;
        _run = file.Run;
        Runs = new(_connection);
        _resources = new(_connection);
        _scopes = new(_connection);
        _traces = new(_connection, file.Run);
        _spans = new(_connection, file.Run);
        _logs = new(_connection, file.Run);
        _instruments = new(_connection, file.Run);
        SpanCount = _connection.ExecuteScalar<long>("SELECT count(*) FROM spans");
        LogCount = _connection.ExecuteScalar<long>("SELECT count(*) FROM logs");
    }

    /// <summary>The starts of the dashboard.</summary>
    public RunTable Runs { get; }

    /// <summary>How many spans are stored.</summary>
    public long SpanCount { get; private set; }

    /// <summary>How many log records are stored.</summary>
    public long LogCount { get; private set; }

    /// <summary>Writes batches in one transaction: all of them, or none and an exception.</summary>
    public void Write(IReadOnlyList<TelemetryBatch> batches) => InTransaction(() =>
    {
        foreach (var batch in batches)
            Write(batch);
    });

    /// <summary>Does what changes the tables in one transaction.</summary>
    public void InTransaction(Action change)
    {
        var (spans, logs) = (SpanCount, LogCount);
        using var transaction = _connection.BeginTransaction();
        try
        {
            change();
            transaction.Commit();
        }
        catch
        {
            (SpanCount, LogCount) = (spans, logs);
            _changes.Clear();
            _resources.Forget();
            _scopes.Forget();
            _traces.Forget();
            throw;
        }
    }

    /// <summary>Removes what is stored of a run; false where there is no such run.</summary>
    public bool Clear(long run)
    {
        if (!Runs.Exists(run))
            return false;
        _connection.Execute("DELETE FROM trace_services WHERE trace IN (SELECT id FROM traces WHERE run = @run)", new { run });
        SpanCount -= _connection.Execute("DELETE FROM spans WHERE trace IN (SELECT id FROM traces WHERE run = @run)", new { run });
        LogCount -= _connection.Execute("DELETE FROM logs WHERE run = @run", new { run });
        _connection.Execute("DELETE FROM traces WHERE run = @run; DELETE FROM instruments WHERE run = @run", new { run });
        if (run != _run)
            Runs.Remove(run);
        _traces.Forget();
        return true;
    }

    /// <summary>Removes all that is stored.</summary>
    public bool ClearAll()
    {
        _connection.Execute("""
            DELETE FROM trace_services; DELETE FROM spans; DELETE FROM logs; DELETE FROM traces; DELETE FROM instruments; DELETE FROM resources;
            UPDATE evicted SET count = 0
            """);
        Runs.RemoveOthers(_run);
        (SpanCount, LogCount) = (0, 0);
        _traces.Forget();
        _resources.Forget();
        return true;
    }

    /// <summary>Says that traces up to this id, with so many spans, were deleted.</summary>
    public void TracesEvicted(long upTo, long spans)
    {
        _traces.Evicted(upTo);
        SpanCount -= spans;
        _resources.Tidy();
    }

    /// <summary>Says that so many log records were deleted.</summary>
    public void LogsEvicted(long count)
    {
        LogCount -= count;
        _resources.Tidy();
    }

    public void Dispose()
    {
        _resources.Dispose();
        _scopes.Dispose();
        _traces.Dispose();
        _spans.Dispose();
        _logs.Dispose();
        _instruments.Dispose();
    }

    private void Write(TelemetryBatch batch)
    {
        var origin = new OriginIds(_resources, _scopes, batch);
        foreach (var span in batch.Spans)
            Write(span, batch, origin);
        foreach (var (trace, change) in _changes)
            _traces.Apply(trace, change, batch);
        _changes.Clear();
        foreach (var log in batch.Logs)
        {
            var (resource, scope) = origin.Of(log.Origin);
            _logs.Add(log, batch, resource, scope);
            LogCount++;
        }

        foreach (var metric in batch.Metrics)
        {
            var (resource, scope) = origin.Of(metric.Origin);
            _instruments.Write(metric, batch, resource, scope);
        }
    }

    private void Write(in SpanRecord span, TelemetryBatch batch, OriginIds origin)
    {
        var (resource, scope) = origin.Of(span.Origin);
        var trace = _traces.IdOf(span, batch, resource);
        if (!_spans.Add(span, batch, trace, resource, scope))
            return;
        SpanCount++;
        if (!_changes.TryGetValue(trace, out var change))
            _changes.Add(trace, change = new());
        change.Add(span, resource);
    }

    // Records of one origin follow each other.
    private sealed class OriginIds(ResourceTable resources, ScopeTable scopes, TelemetryBatch batch)
    {
        private RecordOrigin? _last;
        private (long Resource, long Scope) _ids;

        public (long Resource, long Scope) Of(RecordOrigin origin)
        {
            if (_last == origin)
                return _ids;
            _ids = (resources.IdOf(origin.Resource.Of(batch.Payload)), scopes.IdOf(origin.Scope.Of(batch.Payload)));
            _last = origin;
            return _ids;
        }
    }
}
