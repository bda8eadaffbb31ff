using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes spans. One that was there already, because its sender tried again, is left as it is.</summary>
internal sealed class SpanTable(SqliteConnection connection, long run) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT OR IGNORE INTO spans (trace, span, parent, start, duration, kind, status, resource, scope, run, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    /// <summary>Writes a span; false where it was there.</summary>
    public bool Add(in SpanRecord span, TelemetryBatch batch, long trace, long resource, long scope)
    {
        _insert.With(trace).With(span.SpanId);
        _ = span.ParentSpanId == 0 ? _insert.WithNull() : _insert.With(span.ParentSpanId);
        return _insert.With(span.StartNanos).With(Math.Max(0, span.EndNanos - span.StartNanos)).With((int)span.Kind).With((int)span.Status)
            .With(resource).With(scope).With(run).With(span.Body.Of(batch.Payload)).Run() > 0;
    }

    public void Dispose() => _insert.Dispose();
}
