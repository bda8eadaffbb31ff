using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that a filter of log records lets through.</summary>
internal sealed class LogRows(IReadOnlySet<long>? resources, LogFilter filter)
{
    // Delivery receipts are log records on the wire, under a scope of their own; nobody wrote them to be read among a service's lines.
    private const string ReceiptScope = "telemetry.delivery";

    private readonly TestMemo _memo = new();
    private readonly byte[]? _trace = TelemetryIds.Trace(filter.TraceId);
    private readonly long? _span = TelemetryIds.Span(filter.SpanId);

    public RowSet Of(Block block, OriginRows origins)
    {
        var rows = block.Live();
        rows.And(block.Longs(OwnColumn.Scope)!.Where(scope => origins.Scope(scope).Value.Name != ReceiptScope));
        if (resources is not null)
            rows.And(block.Longs(OwnColumn.Resource)!.Where(resources.Contains));
        if (filter.Severity is { } level and not LogLevel.Trace)
            rows.And(block.Longs(OwnColumn.Severity)!.Where(severity => severity >= ((int)level * 4) + 1));
        if (_trace is not null && !rows.IsEmpty)
            rows.And(BlockTraces.Where(block, _trace));
        if (_span is { } span && !rows.IsEmpty)
            rows.And(span == 0 ? new(block.Rows) : block.Longs(OwnColumn.Span)!.Where(span));
        return rows.IsEmpty ? rows : rows.And(new BlockSearch(block, origins, _memo).Where(filter.Where));
    }
}
