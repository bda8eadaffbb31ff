using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Counts the values of rows, block by block.</summary>
internal sealed class FacetCounts
{
    private const int MaxFacets = 40;
    private const int MaxValues = 10;

    // A field whose values are without end is no facet; its first values show what it is.
    private const int MaxDistinct = 10_000;

    private readonly Dictionary<Field, Dictionary<string, long>> _counts = [];

    /// <summary>Counts the values that some rows have in a column.</summary>
    public void Add(Field field, Values? values, RowSet rows, Func<Values, int, string> text)
    {
        if (values is null)
            return;
        var counts = new long[values.Count];
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
        {
            var value = values.Code(row) - 1;
            if ((uint)value < (uint)counts.Length)
                counts[value]++;
        }

        for (var value = 0; value < counts.Length; value++)
            Add(field, counts[value], () => text(values, value));
    }

    /// <summary>Counts the numbers that some rows have in a column of few different ones.</summary>
    public void Add(Field field, Longs? numbers, RowSet rows, Func<long, string> text)
    {
        if (numbers is null)
            return;
        var counts = new Dictionary<long, long>();
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, numbers[row], out _)++;
        foreach (var (number, count) in counts)
            Add(field, count, () => text(number));
    }

    /// <summary>The most frequent values: first of the fields that records have by themselves, then of the most frequent attributes.</summary>
    public IReadOnlyList<Facet> Facets(IReadOnlyList<Field> own)
    {
        var attributes = _counts.Where(pair => pair.Key.Kind == FieldKind.Attribute)
            .OrderByDescending(pair => pair.Value.Values.Sum()).ThenBy(pair => pair.Key.Key, StringComparer.Ordinal)
            .Take(MaxFacets).Select(pair => pair.Key);
        return [.. own.Concat(attributes).Where(_counts.ContainsKey).Select(field => new Facet(field, Top(_counts[field], MaxValues)))];
    }

    /// <summary>The most frequent values of a field that start with a text, in any case.</summary>
    public IReadOnlyList<FacetValue> Values(Field field, string prefix, int limit) =>
        Top(_counts.GetValueOrDefault(field, []).Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)), limit);

    private static IReadOnlyList<FacetValue> Top(IEnumerable<KeyValuePair<string, long>> counts, int limit) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(limit).Select(pair => new FacetValue(pair.Key, pair.Value))];

    private void Add(Field field, long count, Func<string> text)
    {
        if (count == 0)
            return;
        if (!_counts.TryGetValue(field, out var counts))
            _counts[field] = counts = [];
        if (counts.Count < MaxDistinct)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, text(), out _) += count;
    }
}
