using System.Text;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Counts what rows of a block have in a field, as far as its columns tell.</summary>
internal static class BlockFacets
{
    public static void Count(FacetCounts counts, Field field, Block block, RowSet rows, OriginRows origins)
    {
        switch (field.Kind)
        {
            case FieldKind.Service:
                counts.Add(field, block.Longs(OwnColumn.Resource), rows, resource => origins.Resource(resource).Value.ServiceName);
                break;
            case FieldKind.Scope:
                counts.Add(field, block.Longs(OwnColumn.Scope), rows, scope => origins.Scope(scope).Value.Name);
                break;
            case FieldKind.Kind:
                counts.Add(field, block.Longs(OwnColumn.Kind), rows, kind => $"{(SpanKind)(int)kind}");
                break;
            case FieldKind.Status:
                counts.Add(field, block.Longs(OwnColumn.Status), rows, status => $"{(SpanStatus)(int)status}");
                break;
            case FieldKind.Level:
                counts.Add(field, block.Longs(OwnColumn.Severity), rows, severity => $"{severity}");
                break;
            case FieldKind.Name:
                counts.Add(field, block.Values(OwnColumn.Name), rows, (names, name) => DisplayNames.Span(Encoding.UTF8.GetString(names[name])));
                break;
            case FieldKind.StatusMessage:
                counts.Add(field, block.Values(OwnColumn.StatusMessage), rows, Text);
                break;
            case FieldKind.Message:
                counts.Add(field, block.Values(OwnColumn.Body), rows, Text);
                break;
            case FieldKind.EventName:
                counts.Add(field, block.Values(OwnColumn.EventName), rows, Text);
                break;
            case FieldKind.Attribute:
                counts.Add(field, block.Values(new ColumnName(OwnColumn.Attribute, field.Key)), rows, Text);
                break;
        }
    }

    private static string Text(Values values, int value) => $"{BlockTest.ValueOf(values, value)}";
}
