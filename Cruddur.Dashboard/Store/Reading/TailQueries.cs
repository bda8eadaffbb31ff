using System.Buffers.Binary;
using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads the requests whose records are in no block yet, each as a small block of its own.</summary>
internal sealed class TailQueries(SqliteConnection connection, BlockCache cache, OriginRows origins)
{
    /// <summary>Reads them, the first to come first.</summary>
    public IEnumerable<Block> All(RecordKind kind, long? run) => connection
        .Query<TailRow>("SELECT first, run, arrived FROM tail WHERE kind = @kind AND (@run IS NULL OR run = @run) ORDER BY first", new { kind, run }).AsList()
        .Select(row => cache.Get(kind == RecordKind.Span ? BlockPart.SpanTail : BlockPart.LogTail, row.First, (Tail: this, Row: row, Kind: kind), static (from, _) =>
            from.Tail.Read(from.Kind, from.Row)));

    private (Block Block, int Bytes) Read(RecordKind kind, TailRow row)
    {
        var content = connection.QuerySingle<TailContent>("SELECT payload, without FROM tail WHERE kind = @kind AND first = @First", new { kind, row.First });
        using var batch = StoredRequest.Read(kind, content.Payload, row.Arrived);
        var (columns, bodies) = (new ColumnsBuilder(), new List<ReadOnlyMemory<byte>>());
        var (first, last) = (long.MaxValue, long.MinValue);
        var without = Without(content.Without);
        var spans = new SpanColumns();
        var known = new Dictionary<RecordOrigin, (long Resource, long Scope)>();
        for (var index = 0; index < batch.Spans.Count; index++)
        {
            if (without.Contains(index))
                continue;
            var span = batch.Spans[index];
            var (resource, scope) = Origin(span.Origin);
            spans.Add(columns, content.Payload, span, resource, scope);
            Add(span.Body, span.StartNanos);
        }

        foreach (var log in batch.Logs)
        {
            var (resource, scope) = Origin(log.Origin);
            LogColumns.Add(columns, content.Payload, log, resource, scope, row.Arrived);
            Add(log.Body, log.Nanos);
        }

        var block = new TailBlock(kind, row.Run, row.First, columns.ToColumns(), (first, last), [.. bodies]);
        // Payload and columns hold about the same.
        return (block, (2 * content.Payload.Length) + (100 * columns.Rows));

        (long Resource, long Scope) Origin(RecordOrigin origin)
        {
            if (!known.TryGetValue(origin, out var ids))
                known[origin] = ids = (origins.ResourceId(origin.Resource.Of(content.Payload)), origins.ScopeId(origin.Scope.Of(content.Payload)));
            return ids;
        }

        void Add(Protobuf.Slice body, long time)
        {
            bodies.Add(content.Payload.AsMemory(body.Start, body.Length));
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }
    }

    /// <summary>Which records of a request had come before.</summary>
    public static HashSet<int> Without(byte[] indexes)
    {
        var without = new HashSet<int>();
        for (var at = 0; at < indexes.Length; at += sizeof(int))
            without.Add(BinaryPrimitives.ReadInt32LittleEndian(indexes.AsSpan(at)));
        return without;
    }

    private sealed record TailRow(long First, long Run, long Arrived);

    private sealed record TailContent(byte[] Payload, byte[] Without);
}
