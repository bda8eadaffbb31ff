using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Makes one block of what is left of several. The records keep their numbers.</summary>
internal sealed class BlockRewriting(RecordKind kind, long run)
{
    private readonly ColumnsBuilder _columns = new();
    private readonly ChunksBuilder _chunks = new();
    private readonly SpanColumns _spans = new();
    private (long First, long Last) _times = (long.MaxValue, long.MinValue);

    public void Add(Block block)
    {
        var (resources, scopes, live) = (block.Longs(OwnColumn.Resource)!, block.Longs(OwnColumn.Scope)!, block.Live());
        for (var row = live.Next(0); row >= 0; row = live.Next(row + 1))
        {
            var body = block.Body(row).Span;
            using var batch = StoredRequest.ReadRecord(kind, body, block.Longs(OwnColumn.Arrived)?[row] ?? 0);
            if (kind == RecordKind.Span)
                _spans.Add(_columns, body, batch.Spans[0], resources[row], scopes[row]);
            else
                LogColumns.Add(_columns, body, batch.Logs[0], resources[row], scopes[row], batch.ArrivedMillis);
            _columns.Set(OwnColumn.Id, block.Id(row));
            _chunks.Add(body);
            var time = block.Longs(OwnColumn.Time)![row];
            _times = (Math.Min(_times.First, time), Math.Max(_times.Last, time));
        }
    }

    public SealedBlock Seal()
    {
        var (firstRows, chunks) = _chunks.Take();
        var (directory, columns) = _columns.Encode(firstRows);
        var ids = _columns.Numbers(OwnColumn.Id);
        return new()
        {
            Kind = kind,
            Run = run,
            First = ids[0],
            Last = ids[^1],
            Rows = _columns.Rows,
            Times = _times,
            Directory = directory,
            Columns = columns,
            Chunks = chunks,
            Resources = SealedBlock.Count(_columns.Numbers(OwnColumn.Resource)),
            Traces = [.. _columns.Distinct(OwnColumn.Trace).Select(id => TelemetryIds.Number(id))],
        };
    }
}
