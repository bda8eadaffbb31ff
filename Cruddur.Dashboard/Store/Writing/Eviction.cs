using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>
/// Keeps the store within its bounds, in steps that don't keep the writer for long. What is too old goes first; of what is too much the service with
/// the most gives its oldest, so that a noisy one doesn't wipe a quiet one. Pinned runs give nothing, and only the file's size counts them: where they
/// alone are larger than the file may be, nothing else stays.
/// </summary>
internal sealed class Eviction : IDisposable
{
    private const int InstrumentsAStep = 500;

    // What is too large goes by at most this part of what there is, so that the newest stay however much came at once.
    private const int PartsOfTheRows = 4;
    private const long SpansAStep = 2_000;
    private const long LogsAStep = 2_000;

    // The file is measured each time it can have grown by this part of what it may be.
    private const int PartsOfTheFile = 16;

    private static readonly TimeSpan AgeInterval = TimeSpan.FromSeconds(10);

    private readonly SqliteConnection _connection;
    private readonly TelemetryTables _tables;
    private readonly StoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly EvictedTable _evicted;
    private readonly BlockEdit _blocks;
    private readonly TraceEviction _traces;
    private readonly LogEviction _logs;
    private readonly BlockMerge _merge;
    private DateTimeOffset _ageDue = DateTimeOffset.MinValue;
    private long _written;

    public Eviction(TelemetryFile file, TelemetryTables tables, IOptions<StoreOptions> options, TimeProvider clock)
    {
        (_connection, _tables, _options, _clock) = (file.Writer, tables, options.Value, clock);
        _evicted = new(_connection);
        _blocks = new(_connection);
        _traces = new(_connection, tables, _evicted, _blocks);
        _logs = new(_connection, tables, _evicted, _blocks);
        _merge = new(_connection, tables, _blocks);
    }

    /// <summary>Whether there may be too much; cheap enough to ask after every write.</summary>
    public bool IsDue => SurplusSpans > 0 || SurplusLogs > 0 || _written > _options.MaxBytes / PartsOfTheFile;

    private long SurplusSpans => _tables.Spans.Unpinned(_tables.Runs.Pinned) - _options.MaxSpans;

    private long SurplusLogs => _tables.Logs.Unpinned(_tables.Runs.Pinned) - _options.MaxLogs;

    /// <summary>Says what was written.</summary>
    public void Written(IEnumerable<TelemetryBatch> batches) => _written += batches.Sum(batch => (long)batch.PayloadBytes);

    /// <summary>Removes some of what is too much, or brings together what was left; false where there is nothing to do.</summary>
    public bool Step()
    {
        if (IsTooOld() || IsTooMuch())
            return true;
        if (_merge.Step())
            return true;
        if (_tables.Resources.IsTidyingDue)
            _tables.TidyResources();
        _written = 0;
        return false;
    }

    public void Dispose()
    {
        _traces.Dispose();
        _blocks.Dispose();
        _merge.Dispose();
    }

    private bool IsTooOld()
    {
        var now = _clock.GetUtcNow();
        if (now < _ageDue)
            return false;
        var expired = now.Subtract(_options.MaxAge).ToUnixTimeMilliseconds();
        if ((_traces.OldestMillis < expired && _traces.Expired(expired)) || (_logs.OldestMillis < expired && _logs.Expired(expired)))
            return true;
        _ageDue = now + AgeInterval;
        return false;
    }

    private bool IsTooMuch()
    {
        if (SurplusSpans > 0)
            return _traces.OfLargest(SurplusSpans);
        if (SurplusLogs > 0)
            return _logs.OfLargest(SurplusLogs);
        if (Instruments() > _options.MaxInstruments)
            return EvictInstruments();
        return UsedBytes() > _options.MaxBytes && EvictOlder();
    }

    private bool EvictOlder()
    {
        var (trace, log) = (_traces.OldestMillis, _logs.OldestMillis);
        if (trace is null && log is null)
            return false;
        return (trace ?? long.MaxValue) <= (log ?? long.MaxValue)
            ? _traces.OfLargest(PartOf(_tables.Spans, SpansAStep))
            : _logs.OfLargest(PartOf(_tables.Logs, LogsAStep));
    }

    private long PartOf(StoredCounts stored, long step) => Math.Clamp(stored.Unpinned(_tables.Runs.Pinned) / PartsOfTheRows, 1, step);

    private bool EvictInstruments()
    {
        _tables.InTransaction(() => _evicted.Count("instruments", "", _connection.Execute(
            "DELETE FROM instruments WHERE id IN (SELECT id FROM instruments ORDER BY arrived LIMIT min(@step, @surplus))",
            new { step = InstrumentsAStep, surplus = Instruments() - _options.MaxInstruments })));
        return true;
    }

    private long Instruments() => _connection.ExecuteScalar<long>("SELECT count(*) FROM instruments");

    private long UsedBytes() => _connection.ExecuteScalar<long>("""
        SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size
        """);
}
