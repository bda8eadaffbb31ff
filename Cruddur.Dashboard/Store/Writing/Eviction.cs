using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Keeps the store within its bounds: what arrived first goes first, in steps that don't keep the writer for long.</summary>
internal sealed class Eviction(TelemetryFile file, TelemetryTables tables, IOptions<StoreOptions> options, TimeProvider clock)
{
    private const int TracesAStep = 200;
    private const int LogsAStep = 2000;
    private const int InstrumentsAStep = 500;

    // What is too large goes by at most this part of what there is, so that the newest stay however much came at once.
    private const int PartsOfTheRows = 4;

    // The file is measured each time it can have grown by this part of what it may be.
    private const int PartsOfTheFile = 16;

    private readonly SqliteConnection _connection = file.Writer;
    private long _written;

    /// <summary>Whether there may be too much; cheap enough to ask after every write.</summary>
    public bool IsDue =>
        tables.SpanCount > options.Value.MaxSpans ||
        tables.LogCount > options.Value.MaxLogs ||
        _written > options.Value.MaxBytes / PartsOfTheFile;

    /// <summary>Says what was written.</summary>
    public void Written(IEnumerable<TelemetryBatch> batches) => _written += batches.Sum(batch => (long)batch.PayloadBytes);

    /// <summary>Removes some of what is too much; false where nothing is.</summary>
    public bool Step()
    {
        var oldestTrace = _connection.ExecuteScalar<long?>("SELECT arrived FROM traces ORDER BY id LIMIT 1");
        var oldestLog = _connection.ExecuteScalar<long?>("SELECT arrived FROM logs ORDER BY id LIMIT 1");
        var expired = clock.GetUtcNow().Subtract(options.Value.MaxAge).ToUnixTimeMilliseconds();
        if (tables.SpanCount > options.Value.MaxSpans || oldestTrace < expired)
            EvictTraces(expired, TracesAStep);
        else if (tables.LogCount > options.Value.MaxLogs || oldestLog < expired)
            EvictLogs(expired, LogsAStep);
        else if (Instruments() > options.Value.MaxInstruments)
            EvictInstruments();
        else if (UsedBytes() > options.Value.MaxBytes && (oldestTrace ?? oldestLog) is not null)
            EvictOlder(oldestTrace ?? long.MaxValue, oldestLog ?? long.MaxValue);
        else
            return Done();
        return true;
    }

    private bool Done()
    {
        _written = 0;
        return false;
    }

    private long Instruments() => _connection.ExecuteScalar<long>("SELECT count(*) FROM instruments");

    private long UsedBytes() => _connection.ExecuteScalar<long>("""
        SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size
        """);

    private void EvictOlder(long oldestTrace, long oldestLog)
    {
        if (oldestTrace <= oldestLog)
            EvictTraces(expired: 0, PartOf("traces", TracesAStep));
        else
            EvictLogs(expired: 0, PartOf("logs", LogsAStep));
    }

    private long PartOf(string table, int step) =>
        Math.Max(1, _connection.ExecuteScalar<long>($"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT @most)", new { most = step * PartsOfTheRows }) / PartsOfTheRows);

    // Too many: as many as are too many. Too old: those that are. Too large: one step, after which the size is looked at again.
    private void EvictTraces(long expired, long step) => tables.InTransaction(() =>
    {
        var surplus = tables.SpanCount - options.Value.MaxSpans;
        var last = _connection.ExecuteScalar<long?>("""
            SELECT max(id) FROM (
                SELECT id, arrived, sum(spans) OVER (ORDER BY id) - spans AS before
                FROM (SELECT id, arrived, spans FROM traces ORDER BY id LIMIT @step))
            WHERE before < @surplus OR arrived < @expired OR (@surplus <= 0 AND @expired = 0)
            """, new { step, surplus, expired }) ?? 0;
        var spans = _connection.Execute("DELETE FROM spans WHERE trace <= @last", new { last });
        _connection.Execute("DELETE FROM trace_services WHERE trace <= @last", new { last });
        Count("traces", _connection.Execute("DELETE FROM traces WHERE id <= @last", new { last }));
        Count("spans", spans);
        tables.TracesEvicted(last, spans);
    });

    private void EvictLogs(long expired, long step) => tables.InTransaction(() =>
    {
        var surplus = tables.LogCount - options.Value.MaxLogs;
        var count = _connection.Execute("""
            DELETE FROM logs WHERE id <= (
                SELECT max(id) FROM (SELECT id, arrived, row_number() OVER (ORDER BY id) AS n FROM logs ORDER BY id LIMIT @step)
                WHERE n <= @surplus OR arrived < @expired OR (@surplus <= 0 AND @expired = 0))
            """, new { step, surplus, expired });
        Count("logs", count);
        tables.LogsEvicted(count);
    });

    private void EvictInstruments() => tables.InTransaction(() => Count("instruments", _connection.Execute(
        "DELETE FROM instruments WHERE id IN (SELECT id FROM instruments ORDER BY arrived LIMIT min(@step, @surplus))",
        new { step = InstrumentsAStep, surplus = Instruments() - options.Value.MaxInstruments })));

    private void Count(string kind, long count) =>
        _connection.Execute("UPDATE evicted SET count = count + @count WHERE kind = @kind", new { kind, count });
}
