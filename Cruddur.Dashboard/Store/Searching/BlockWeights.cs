using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Counts rows by how many each stands for.</summary>
internal static class BlockWeights
{
    private const int SpanAttributes = 9;
    private const int LogAttributes = 6;

    public static long Sum(Block block, RowSet rows)
    {
        var (rates, rest) = (block.Values(new ColumnName(OwnColumn.Attribute, AttributeColumns.SampleRate)), block.Rest());
        if (rates is null && rest.IsEmpty)
            return rows.Count;
        var weights = rates is null ? [] : new long[rates.Count];
        for (var value = 0; value < weights.Length; value++)
            weights[value] = rates!.IsText(value) ? 1 : AttributeColumns.Weight(rates[value]);
        var sum = 0L;
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
        {
            var code = rates?.Code(row) ?? 0;
            sum += rest[row] || code == Values.InBody ? OfRecord(block, row) : code > 0 ? weights[code - 1] : 1;
        }

        return sum;
    }

    private static long OfRecord(Block block, int row) =>
        ValueDecoder.Attributes(block.Body(row).Span, block.Kind == RecordKind.Span ? SpanAttributes : LogAttributes)
            .Where(attribute => attribute.Key == AttributeColumns.SampleRate)
            .Select(attribute => AttributeColumns.Weight(attribute.Value)).DefaultIfEmpty(1).Max();
}
