using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Puts into blocks what an earlier run left waiting for one, so that no block is of two runs.</summary>
internal sealed class EarlierTail(SqliteConnection connection, BlockTable blocks, BatchOrigins origins)
{
    public void Seal()
    {
        using var transaction = connection.BeginTransaction();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            OpenBlock? open = null;
            var rows = connection.Query<TailRow>("SELECT first, rows, run, arrived, without FROM tail WHERE kind = @kind ORDER BY first", new { kind }).AsList();
            foreach (var row in rows)
            {
                if (open is not null && (open.Run != row.Run || open.Batches[^1].FirstId + open.Batches[^1].Rows != row.First || open.IsFull))
                {
                    Write(open);
                    open = null;
                }

                Fill(open ??= new(kind, row.Run, row.First), row);
            }

            if (open is not null)
                Write(open);
        }

        transaction.Commit();
    }

    private void Fill(OpenBlock open, TailRow row)
    {
        var payload = connection.ExecuteScalar<byte[]>("SELECT payload FROM tail WHERE kind = @Kind AND first = @First", new { open.Kind, row.First })!;
        using var batch = StoredRequest.Read(open.Kind, payload, row.Arrived);
        var without = TailQueries.Without(row.Without);
        for (var index = 0; index < batch.Spans.Count; index++)
        {
            if (!without.Contains(index))
                open.Add(batch.Spans[index], batch, origins.Of(batch, batch.Spans[index].Origin));
        }

        foreach (var log in batch.Logs)
            open.Add(log, batch, origins.Of(batch, log.Origin));
        open.Close(batch, row.Without);
        // Its traces and counts are known since it waits, and its batch is the file's.
        open.Journalled();
    }

    private void Write(OpenBlock open)
    {
        var block = open.Seal();
        var id = blocks.Write(block);
        using var traces = new TraceTable(connection, block.Run);
        foreach (var trace in block.Traces)
            traces.IsIn(trace, id);
    }

    private sealed record TailRow(long First, long Rows, long Run, long Arrived, byte[] Without);
}
