using Cruddur.Dashboard.Store.Blocks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Rewrites blocks of which little is left, together with their neighbours of the same kind and run where these are small too.</summary>
internal sealed class BlockMerge(SqliteConnection connection, TelemetryTables tables, BlockEdit blocks) : IDisposable
{
    // A block is rewritten when less than half of it lives, so that what is rewritten is less than what was evicted.
    private const int Thin = OpenBlock.MaxRows / 2;
    private const int MaxBlocks = 16;

    // Most blocks that are thin are on their way out. An eighth of the file may be dead before it is worth to rewrite what lives.
    private const string IsWorthIt = "(SELECT count(*) FROM blocks WHERE live * 2 < rows) > 2 + (SELECT count(*) FROM blocks) / 8";

    private readonly BlockTable _table = new(connection);

    /// <summary>Does one such rewriting; false where there is none to do.</summary>
    public bool Step()
    {
        var thin = connection.Query<(long Kind, long Run, long First)>(
            $"SELECT kind, run, first FROM blocks WHERE live * 2 < rows AND {IsWorthIt} ORDER BY live LIMIT 1").AsList();
        if (thin is not [var (kind, run, first)])
            return false;
        var together = blocks.Find("kind = @kind AND run = @run AND first >= @first ORDER BY first LIMIT @MaxBlocks", new { kind, run, first, MaxBlocks })
            .TakeWhile((block, index) => index == 0 || block.LiveCount < Thin).ToList();
        while (together.Count > 1 && together.Sum(block => block.LiveCount) > OpenBlock.MaxRows)
            together.RemoveAt(together.Count - 1);
        tables.InTransaction(() => Rewrite(together));
        return true;
    }

    public void Dispose() => _table.Dispose();

    private void Rewrite(List<StoredBlock> together)
    {
        var rewriting = new BlockRewriting(together[0].Kind, together[0].Run);
        foreach (var block in together)
            rewriting.Add(block);
        var rewritten = rewriting.Seal();
        var id = _table.Write(rewritten);
        using var traces = new TraceTable(connection, rewritten.Run);
        foreach (var trace in rewritten.Traces)
            traces.IsIn(trace, id, [.. together.Select(block => block.Row.Id)]);
        foreach (var block in together)
            blocks.Delete(block.Row.Id);
    }
}
