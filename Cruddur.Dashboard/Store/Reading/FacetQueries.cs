using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Searching;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Counts the values of the newest records that match.</summary>
internal static class FacetQueries
{
    // Facets say what there is to click on, not how much there is: so many of the newest that match are looked at, and the rest of their block.
    private const long Depth = 50_000;

    private static readonly Field[] OwnOfSpans = [new(FieldKind.Service), new(FieldKind.Name), new(FieldKind.Kind), new(FieldKind.Status)];
    private static readonly Field[] OwnOfLogs = [new(FieldKind.Service), new(FieldKind.Level), new(FieldKind.Scope)];

    public static IReadOnlyList<Facet> Of(Snapshot snapshot, QueryTarget target, Condition where)
    {
        var own = target == QueryTarget.Spans ? OwnOfSpans : OwnOfLogs;
        return Count(snapshot, target, where, block => own.Concat(block.Keys.Select(key => new Field(FieldKind.Attribute, key)))).Facets(own);
    }

    /// <summary>The most frequent values of a field that start with a text, in any case.</summary>
    public static IReadOnlyList<FacetValue> Values(Snapshot snapshot, QueryTarget target, Field field, string prefix, int limit) =>
        Count(snapshot, target, Condition.Always, _ => [field]).Values(field, prefix, limit);

    /// <summary>The keys that attributes have, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Keys(Snapshot snapshot, QueryTarget target) =>
        [.. snapshot.Newest(Kind(target), run: null).SelectMany(block => block.Keys).Distinct().Order(StringComparer.Ordinal)];

    private static RecordKind Kind(QueryTarget target) => target == QueryTarget.Spans ? RecordKind.Span : RecordKind.Log;

    private static FacetCounts Count(Snapshot snapshot, QueryTarget target, Condition where, Func<Block, IEnumerable<Field>> fields)
    {
        Func<Block, OriginRows, RowSet> match = target == QueryTarget.Spans
            ? new SpanRows(null, new() { Where = where }).Of
            : new LogRows(null, new() { Where = where }).Of;
        var (counts, seen) = (new FacetCounts(), 0L);
        foreach (var block in snapshot.Newest(Kind(target), run: null))
        {
            var rows = match(block, snapshot.Origins);
            if (rows.IsEmpty)
                continue;
            foreach (var field in fields(block))
                BlockFacets.Count(counts, field, block, rows, snapshot.Origins);
            if ((seen += rows.Count) >= Depth)
                break;
        }

        return counts;
    }
}
