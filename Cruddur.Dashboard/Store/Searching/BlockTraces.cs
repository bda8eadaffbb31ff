using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that belong to a trace.</summary>
internal static class BlockTraces
{
    public static RowSet Where(Block block, ReadOnlySpan<byte> traceId)
    {
        if (block.Values(OwnColumn.Trace) is not { } traces)
            return new(block.Rows);
        var passes = new bool[traces.Count];
        for (var trace = 0; trace < passes.Length; trace++)
            passes[trace] = traces[trace].SequenceEqual(traceId);
        return traces.Where(passes);
    }
}
