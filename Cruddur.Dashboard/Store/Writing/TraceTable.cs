using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes what is known of a trace as a whole.</summary>
internal sealed class TraceTable(SqliteConnection connection, long run) : IDisposable
{
    // A trace's spans come within seconds of each other; one that was forgotten is looked up again.
    private const int Capacity = 50_000;

    private readonly Dictionary<UInt128, long> _known = [];
    private readonly Statement _find = new(connection, "SELECT id FROM traces WHERE trace_id = ? AND run = ?");
    private readonly Statement _insert = new(connection, """
        INSERT INTO traces (trace_id, run, name, resource, rooted, named_at, first, last, spans, errors, weight, arrived)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _grow = new(connection, """
        UPDATE traces SET first = min(first, ?), last = max(last, ?), spans = spans + ?, errors = errors + ?, weight = max(weight, ?) WHERE id = ?
        """);
    private readonly Statement _rename = new(connection, """
        UPDATE traces SET name = ?1, resource = ?2, rooted = ?3, named_at = ?4
        WHERE id = ?5 AND (rooted < ?3 OR (rooted = ?3 AND named_at > ?4))
        """);
    private readonly Statement _growService = new(connection, """
        INSERT INTO trace_services (trace, resource, run, first, spans, errors) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (trace, resource) DO UPDATE
        SET first = min(first, excluded.first), spans = spans + excluded.spans, errors = errors + excluded.errors
        """);
    private readonly Statement _inBlock = new(connection, "INSERT OR IGNORE INTO trace_blocks (trace, block) VALUES (?, ?)");

    private readonly Statement _noLongerInBlock = new(connection, "DELETE FROM trace_blocks WHERE trace = ? AND block = ?");

    /// <summary>The row of a trace of this run; null where it has none.</summary>
    public long? Find(UInt128 traceId)
    {
        if (_known.TryGetValue(traceId, out var known))
            return known;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, traceId);
        return _find.With(bytes).With(run).Number() is { } found ? Remember(traceId, found) : null;
    }

    /// <summary>Writes what was added to a trace.</summary>
    public void Apply(UInt128 traceId, TraceChange change)
    {
        var trace = Find(traceId);
        if (trace is { } grown)
        {
            _grow.With(change.First).With(change.Last).With(change.Spans).With(change.Errors).With(change.Weight).With(grown).Run();
            _rename.WithText(change.Name).With(change.NamedByResource).With(change.Rooted ? 1 : 0).With(change.NamedBy.StartNanos).With(grown).Run();
        }

        var id = trace ?? Insert(traceId, change);
        foreach (var service in change.Services)
            _growService.With(id).With(service.Resource).With(run).With(service.First).With(service.Spans).With(service.Errors).Run();
    }

    /// <summary>Says that a trace has spans in a block, and no longer in others.</summary>
    public void IsIn(UInt128 traceId, long block, params IReadOnlyList<long> noLongerIn)
    {
        if (Find(traceId) is not { } trace)
            return;
        _inBlock.With(trace).With(block).Run();
        foreach (var other in noLongerIn)
            _noLongerInBlock.With(trace).With(other).Run();
    }

    /// <summary>Says that a trace is gone.</summary>
    public void Forget(UInt128 traceId) => _known.Remove(traceId);

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _grow.Dispose();
        _rename.Dispose();
        _growService.Dispose();
        _inBlock.Dispose();
        _noLongerInBlock.Dispose();
    }

    private long Insert(UInt128 traceId, TraceChange change)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, traceId);
        _insert.With(bytes).With(run).WithText(change.Name).With(change.NamedByResource).With(change.Rooted ? 1 : 0).With(change.NamedBy.StartNanos)
            .With(change.First).With(change.Last).With(change.Spans).With(change.Errors).With(change.Weight).With(change.ArrivedMillis).Run();
        return Remember(traceId, _insert.InsertedId);
    }

    private long Remember(UInt128 traceId, long id)
    {
        if (_known.Count >= Capacity)
            _known.Clear();
        return _known[traceId] = id;
    }
}
