using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that a filter of spans lets through.</summary>
internal sealed class SpanRows(IReadOnlySet<long>? resources, SpanFilter filter)
{
    private readonly TestMemo _memo = new();
    private readonly byte[]? _trace = TelemetryIds.Trace(filter.TraceId);

    public RowSet Of(Block block, OriginRows origins)
    {
        var rows = block.Live();
        if (resources is not null)
            rows.And(block.Longs(OwnColumn.Resource)!.Where(resources.Contains));
        if (_trace is not null && !rows.IsEmpty)
            rows.And(BlockTraces.Where(block, _trace));
        if (filter.HasError is { } failed && !rows.IsEmpty)
            rows.And(block.Longs(OwnColumn.Status)!.Where(status => status == (int)SpanStatus.Error == failed));
        return rows.IsEmpty ? rows : rows.And(new BlockSearch(block, origins, _memo).Where(filter.Where));
    }
}
