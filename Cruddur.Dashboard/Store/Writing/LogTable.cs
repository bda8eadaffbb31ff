using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes log records.</summary>
internal sealed class LogTable(SqliteConnection connection, long run) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO logs (time, severity, trace_id, span, resource, scope, run, arrived, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    public void Add(in LogRecord log, TelemetryBatch batch, long resource, long scope)
    {
        Span<byte> traceId = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(traceId, log.TraceId);
        _insert.With(log.Nanos).With(log.Severity);
        _ = log.TraceId == 0 ? _insert.WithNull() : _insert.With(traceId);
        _ = log.SpanId == 0 ? _insert.WithNull() : _insert.With(log.SpanId);
        _insert.With(resource).With(scope).With(run).With(batch.ArrivedMillis).With(log.Body.Of(batch.Payload)).Run();
    }

    public void Dispose() => _insert.Dispose();
}
