using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cruddur.Dashboard.Store;

/// <summary>Runs queries against the file, each on a connection of its own and over one state of the data.</summary>
internal sealed class TelemetryRecords(TelemetryFile file) : IDisposable
{
    // More would only take the processor from the writer; the others wait their turn.
    private const long CachedBytes = 32L << 20;

    private readonly BlockCache _cache = new(CachedBytes);
    private readonly SemaphoreSlim _turns = new(4);

    /// <summary>Runs a query away from the caller's thread; cancelling stops it inside of SQLite too.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(query, cancellationToken), cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Runs a query over blocks and rows.</summary>
    public Task<T> QueryAsync<T>(Func<Snapshot, T> query, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var snapshot = new Snapshot(connection, _cache, cancellationToken);
            return query(snapshot);
        },
        cancellationToken);

    /// <summary>Lists spans as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> SpansAsync(SpanFilter filter, CancellationToken cancellationToken) =>
        QueryAsync(snapshot => SpanQueries.List(snapshot, filter), cancellationToken);

    /// <summary>Lists log records as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> LogsAsync(LogFilter filter, CancellationToken cancellationToken) =>
        QueryAsync(snapshot => LogQueries.List(snapshot, filter), cancellationToken);

    /// <summary>Lists metrics as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> MetricsAsync(MetricFilter filter, CancellationToken cancellationToken) =>
        QueryAsync(snapshot => MetricQueries.List(snapshot, filter), cancellationToken);

    /// <summary>Reads the spans of the newest traces as they are stored; the page counts traces.</summary>
    public Task<(TelemetryPage<TraceRow> Traces, IReadOnlyList<StoredRecord> Spans)> TracesAsync(TraceFilter filter, CancellationToken cancellationToken) =>
        QueryAsync(
            snapshot =>
            {
                var traces = TraceQueries.List(snapshot, filter);
                return (traces, SpanQueries.OfTraces(snapshot, [.. traces.Items.Select(trace => trace.Key)]));
            },
            cancellationToken);

    /// <summary>The id of the span that arrived last.</summary>
    public Task<long> LastSpanIdAsync(CancellationToken cancellationToken) => LastIdAsync(RecordKind.Span, cancellationToken);

    /// <summary>The id of the log record that arrived last.</summary>
    public Task<long> LastLogIdAsync(CancellationToken cancellationToken) => LastIdAsync(RecordKind.Log, cancellationToken);

    /// <summary>Reads a trace's spans as they are stored, in order of start.</summary>
    public Task<IReadOnlyList<StoredRecord>> TraceAsync(string traceId, CancellationToken cancellationToken) => QueryAsync(
        snapshot => TelemetryIds.Trace(traceId) is { } id && TraceQueries.Find(snapshot.Connection, id) is { Count: > 0 } traces
            ? SpanQueries.OfTraces(snapshot, traces)
            : [],
        cancellationToken);

    public void Dispose() => _turns.Dispose();

    private Task<long> LastIdAsync(RecordKind kind, CancellationToken cancellationToken) => ReadAsync(
        connection => connection.ExecuteScalar<long>(
            "SELECT max((SELECT coalesce(max(last), 0) FROM blocks WHERE kind = @kind), (SELECT coalesce(max(first + rows - 1), 0) FROM tail WHERE kind = @kind))",
            new { kind }),
        cancellationToken);

    private T Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken)
    {
        using var connection = file.OpenReader();
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle!));
        try
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            return query(connection);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The query was stopped.", e, cancellationToken);
        }
    }
}
