using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>One state of the data, for one query.</summary>
internal sealed class Snapshot(SqliteConnection connection, BlockCache cache, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>The columns of a block's row.</summary>
    public const string BlockColumns = "id, kind, run, first, last, first_time AS firstTime, last_time AS lastTime, rows, live, bytes, dead";

    private readonly BlockParts _parts = new(connection, cache);

    /// <summary>The connection, in a transaction that reads.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Resources and scopes.</summary>
    public OriginRows Origins { get; } = new(connection, cache);

    /// <summary>The blocks of a kind, the newest first.</summary>
    public IEnumerable<Block> Newest(RecordKind kind, long? run)
    {
        foreach (var block in Tail(kind, run).Reverse())
            yield return block;
        foreach (var block in Stored($"SELECT {BlockColumns} FROM blocks WHERE kind = @kind AND (@run IS NULL OR run = @run) ORDER BY first DESC", new { kind, run }))
            yield return block;
    }

    /// <summary>The blocks of a kind that have records behind a number, the oldest first.</summary>
    public IEnumerable<Block> After(RecordKind kind, long? run, long id)
    {
        foreach (var block in Stored(
            $"SELECT {BlockColumns} FROM blocks WHERE kind = @kind AND last > @id AND (@run IS NULL OR run = @run) ORDER BY first", new { kind, run, id }))
            yield return block;
        foreach (var block in Tail(kind, run).Where(block => block.Ids.Last > id))
            yield return block;
    }

    /// <summary>The blocks that have spans of traces, the oldest first; those that are in no block of the file yet among them.</summary>
    public IEnumerable<Block> OfTraces(IEnumerable<long> traces) => Stored(
        $"SELECT {BlockColumns} FROM blocks WHERE id IN (SELECT block FROM trace_blocks WHERE trace IN @traces) ORDER BY first", new { traces })
        .Concat(Tail(RecordKind.Span, run: null));

    /// <summary>The resources that have log records in no block of the file yet.</summary>
    public IReadOnlySet<long> LogResourcesInTail() => Tail(RecordKind.Log, run: null)
        .SelectMany(block => Enumerable.Range(0, block.Rows).Select(row => block.Longs(OwnColumn.Resource)![row])).ToHashSet();

    public void Dispose() => _parts.Dispose();

    private IEnumerable<Block> Tail(RecordKind kind, long? run) => new TailQueries(connection, cache, Origins).All(kind, run);

    private IEnumerable<Block> Stored(string sql, object parameters)
    {
        foreach (var row in connection.Query<BlockRow>(sql, parameters).AsList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new StoredBlock(row, _parts.Directory(row.Id), _parts);
        }
    }
}
