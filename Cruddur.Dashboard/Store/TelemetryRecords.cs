using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cruddur.Dashboard.Store;

/// <summary>Runs queries against the file, each on a connection of its own and over one state of the data.</summary>
internal sealed class TelemetryRecords(TelemetryFile file) : IDisposable
{
    // More would only take the processor from the writer; the others wait their turn.
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

    /// <summary>Lists spans as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> SpansAsync(SpanFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(connection => SpanQueries.List(connection, filter), cancellationToken);

    /// <summary>Lists log records as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> LogsAsync(LogFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(connection => LogQueries.List(connection, filter), cancellationToken);

    /// <summary>Lists metrics as they are stored.</summary>
    public Task<TelemetryPage<StoredRecord>> MetricsAsync(MetricFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(connection => MetricQueries.List(connection, filter), cancellationToken);

    /// <summary>Reads the spans of the newest traces as they are stored; the page counts traces.</summary>
    public Task<(TelemetryPage<TraceRow> Traces, IReadOnlyList<StoredRecord> Spans)> TracesAsync(TraceFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(
            connection =>
            {
                var traces = TraceQueries.List(connection, filter);
                return (traces, SpanQueries.OfTraces(connection, traces.Items.Select(trace => trace.Id)));
            },
            cancellationToken);

    /// <summary>The id of the span that arrived last.</summary>
    public Task<long> LastSpanIdAsync(CancellationToken cancellationToken) =>
        ReadAsync(connection => connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM spans"), cancellationToken);

    /// <summary>The id of the log record that arrived last.</summary>
    public Task<long> LastLogIdAsync(CancellationToken cancellationToken) =>
        ReadAsync(connection => connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM logs"), cancellationToken);

    /// <summary>Reads a trace's spans as they are stored, in order of start.</summary>
    public Task<IReadOnlyList<StoredRecord>> TraceAsync(string traceId, CancellationToken cancellationToken) =>
        ReadAsync(
            connection => TraceQueries.Find(connection, traceId) is { } trace ? SpanQueries.OfTraces(connection, [trace]) : [],
            cancellationToken);

    public void Dispose() => _turns.Dispose();

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
