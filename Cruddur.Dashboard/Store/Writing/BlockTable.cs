using Cruddur.Dashboard.Store.Blocks;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes blocks, and the requests that wait to be in one.</summary>
internal sealed class BlockTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO blocks (kind, run, first, last, first_time, last_time, rows, live, bytes, directory) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _column = new(connection, "INSERT INTO columns (id, data) VALUES (?, ?)");
    private readonly Statement _chunk = new(connection, "INSERT INTO chunks (id, data) VALUES (?, ?)");
    private readonly Statement _resource = new(connection, "INSERT INTO block_resources (block, resource, kind, run, rows) VALUES (?, ?, ?, ?, ?)");
    private readonly Statement _wait = new(connection, "INSERT INTO tail (kind, first, rows, run, arrived, without, payload) VALUES (?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _waitedFor = new(connection, "DELETE FROM tail WHERE kind = ? AND first = ?");

    /// <summary>Writes a block, whose requests wait no longer; answers its id.</summary>
    public long Write(SealedBlock block)
    {
        var bytes = block.Columns.Sum(column => (long)column.Length) + block.Chunks.Sum(chunk => (long)chunk.Length);
        _insert.With((int)block.Kind).With(block.Run).With(block.First).With(block.Last).With(block.Times.First).With(block.Times.Last)
            .With(block.Rows).With(block.Rows).With(bytes).With(block.Directory.ToBytes()).Run();
        var id = _insert.InsertedId;
        for (var ordinal = 0; ordinal < block.Columns.Count; ordinal++)
            _column.With(BlockParts.Key(id, ordinal)).With(block.Columns[ordinal]).Run();
        for (var chunk = 0; chunk < block.Chunks.Count; chunk++)
            _chunk.With(BlockParts.Key(id, chunk)).With(block.Chunks[chunk]).Run();
        foreach (var (resource, rows) in block.Resources)
            _resource.With(id).With(resource).With((int)block.Kind).With(block.Run).With(rows).Run();
        foreach (var first in block.Journalled)
            _waitedFor.With((int)block.Kind).With(first).Run();
        return id;
    }

    /// <summary>Lets a request wait in the file for its block.</summary>
    public void Wait(RecordKind kind, long run, OpenBatch open, TelemetryBatch batch) =>
        _wait.With((int)kind).With(open.FirstId).With(open.Rows).With(run).With(batch.ArrivedMillis).With(open.Without).With(batch.Payload).Run();

    public void Dispose()
    {
        _insert.Dispose();
        _column.Dispose();
        _chunk.Dispose();
        _resource.Dispose();
        _wait.Dispose();
        _waitedFor.Dispose();
    }
}
