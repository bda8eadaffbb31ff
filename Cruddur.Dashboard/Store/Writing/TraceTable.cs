using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes what is known of a trace as a whole.</summary>
internal sealed class TraceTable(SqliteConnection connection, long run) : IDisposable
{
    // A trace's spans come within seconds of each other; one that was forgotten is looked up again.
    private const int Capacity = 50_000;

    private readonly Dictionary<UInt128, long> _known = [];
    private readonly Statement _find = new(connection, "SELECT id FROM traces WHERE trace_id = ?");
    private readonly Statement _insert = new(connection, """
        INSERT INTO traces (trace_id, name, resource, rooted, named_at, first, last, spans, errors, run, arrived)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)
        """);
    private readonly Statement _grow = new(connection, """
        UPDATE traces SET first = min(first, ?), last = max(last, ?), spans = spans + ?, errors = errors + ? WHERE id = ?
        """);
    private readonly Statement _rename = new(connection, """
        UPDATE traces SET name = ?1, resource = ?2, rooted = ?3, named_at = ?4
        WHERE id = ?5 AND (rooted < ?3 OR (rooted = ?3 AND named_at > ?4))
        """);
    private readonly Statement _growService = new(connection, """
        INSERT INTO trace_services (trace, resource, first, spans, errors) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (trace, resource) DO UPDATE
        SET first = min(first, excluded.first), spans = spans + excluded.spans, errors = errors + excluded.errors
        """);
    private long _evictedUpTo;

    /// <summary>The id of a span's trace, which is written where the span is its first.</summary>
    public long IdOf(in SpanRecord span, TelemetryBatch batch, long resource)
    {
        if (_known.TryGetValue(span.TraceId, out var id) && id > _evictedUpTo)
            return id;
        Span<byte> traceId = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(traceId, span.TraceId);
        id = _find.With(traceId).Number() ?? Insert(span, batch, resource, traceId);
        if (_known.Count >= Capacity)
            _known.Clear();
        return _known[span.TraceId] = id;
    }

    /// <summary>Writes what a batch added to a trace.</summary>
    public void Apply(long trace, TraceChange change, TelemetryBatch batch)
    {
        _grow.With(change.First).With(change.Last).With(change.Spans).With(change.Errors).With(trace).Run();
        _rename.WithText(change.Name.Of(batch.Payload)).With(change.NamedByResource).With(change.Rooted ? 1 : 0)
            .With(change.NamedBy.StartNanos).With(trace).Run();
        foreach (var (resource, service) in change.Services)
            _growService.With(trace).With(resource).With(service.First).With(service.Spans).With(service.Errors).Run();
    }

    /// <summary>Says that the traces up to this id are gone.</summary>
    public void Evicted(long upTo) => _evictedUpTo = Math.Max(_evictedUpTo, upTo);

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _grow.Dispose();
        _rename.Dispose();
        _growService.Dispose();
    }

    private long Insert(in SpanRecord span, TelemetryBatch batch, long resource, ReadOnlySpan<byte> traceId)
    {
        _insert.With(traceId).WithText(span.Name.Of(batch.Payload)).With(resource).With(span.ParentSpanId == 0 ? 1 : 0)
            .With(span.StartNanos).With(span.StartNanos).With(span.EndNanos).With(run).With(batch.ArrivedMillis).Run();
        return _insert.InsertedId;
    }
}
