using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Looks into a block's records themselves, for what its columns don't hold.</summary>
internal sealed class BlockRecords(Block block, OriginRows origins)
{
    private static readonly StoredResource NoResource = new(0, [], ResourceDecoder.Resource(0, []));
    private static readonly StoredScope NoScope = new(0, [], ResourceDecoder.Scope([]));

    // A query may look at one record for each of its tests.
    private readonly Dictionary<int, IFields> _seen = [];

    public OriginRows Origins => origins;

    /// <summary>Those of some rows of which a condition holds.</summary>
    public RowSet Where(RowSet rows, Condition condition)
    {
        var found = new RowSet(block.Rows);
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
            found[row] = condition.Holds(Fields(row));
        return found;
    }

    /// <summary>A span that has only what is given of it: events, or links.</summary>
    public static Span Parts(ReadOnlySpan<byte> parts) => SpanDecoder.Span(new(0, 0, parts.ToArray(), NoResource, NoScope));

    private IFields Fields(int row)
    {
        if (!_seen.TryGetValue(row, out var fields))
        {
            var record = block.Record(row, origins);
            _seen[row] = fields = block.Kind == RecordKind.Span ? new SpanFields(SpanDecoder.Span(record)) : new LogFields(LogDecoder.Log(record));
        }

        return fields;
    }
}
