using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes metrics: of each instrument what it exported last.</summary>
internal sealed class InstrumentTable(SqliteConnection connection, long run) : IDisposable
{
    private readonly Statement _write = new(connection, """
        INSERT INTO instruments (resource, scope, name, run, arrived, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (resource, scope, name) DO UPDATE SET run = excluded.run, arrived = excluded.arrived, body = excluded.body
        """);

    public void Write(in MetricRecord metric, TelemetryBatch batch, long resource, long scope) =>
        _write.With(resource).With(scope).WithText(metric.Name.Of(batch.Payload)).With(run).With(batch.ArrivedMillis)
            .With(metric.Body.Of(batch.Payload)).Run();

    public void Dispose() => _write.Dispose();
}
