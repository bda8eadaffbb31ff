using System.Text;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that contain a text anywhere.</summary>
internal sealed class BlockText(Block block, BlockRecords records)
{
    private static readonly OwnColumn[] SpanTexts = [OwnColumn.Name, OwnColumn.StatusMessage];
    private static readonly OwnColumn[] SpanParts = [OwnColumn.Events, OwnColumn.Links];
    private static readonly OwnColumn[] LogTexts = [OwnColumn.Body, OwnColumn.EventName, OwnColumn.SeverityText];

    /// <summary>The rows that contain it.</summary>
    public RowSet Where(AnyText text)
    {
        if (text.Text.Length == 0)
            return RowSet.All(block.Rows);
        var needle = new TextNeedle(text.Text);
        var found = new RowSet(block.Rows);
        var rest = block.Rest();
        foreach (var column in block.Kind == RecordKind.Span ? SpanTexts : LogTexts)
            Find(block.Values(column), needle, rest, found);
        foreach (var key in block.Keys)
        {
            var values = block.Values(new ColumnName(OwnColumn.Attribute, key));
            if (needle.IsIn(key))
                found.Or(values!.Present());
            else
                Find(values, needle, rest, found);
        }

        FindIds(needle, found);
        if (block.Kind == RecordKind.Log)
            found.Or(block.Longs(OwnColumn.Scope)!.Where(scope => needle.IsIn(records.Origins.Scope(scope).Value.Name)));
        if (block.Kind == RecordKind.Span)
        {
            FindUnnamed(needle, found);
            FindParts(needle, rest, found);
        }

        return rest.IsEmpty ? found : found.Or(records.Where(rest.Except(found), text));
    }

    private static void Find(Values? values, TextNeedle needle, RowSet rest, RowSet found)
    {
        if (values is null)
            return;
        var contain = new bool[values.Count];
        if (values.AreTexts && Ascii.IsValid(values.Bytes))
            needle.Find(values, contain);
        else
            Array.ForEach([.. Enumerable.Range(0, contain.Length)], value => contain[value] = needle.IsIn(BlockTest.ValueOf(values, value).ToString()));
        found.Or(values.Where(contain));
        rest.Or(values.OutOfLine());
    }

    // OTLP takes an empty name for an unknown one.
    private void FindUnnamed(TextNeedle needle, RowSet found)
    {
        if (needle.IsIn(DisplayNames.Span("")) && block.Values(OwnColumn.Name) is { } names)
            found.Or(names.Where([.. Enumerable.Range(0, names.Count).Select(name => names[name].IsEmpty)]));
    }

    private void FindIds(TextNeedle needle, RowSet found)
    {
        if (!needle.IsHex)
            return;
        if (block.Values(OwnColumn.Trace) is { } traces)
        {
            var contain = new bool[traces.Count];
            for (var trace = 0; trace < contain.Length; trace++)
                contain[trace] = needle.IsIn(traces[trace]);
            found.Or(traces.Where(contain));
        }

        found.Or(block.Longs(OwnColumn.Span)!.Where(id => id != 0 && needle.IsIn(id)));
        if (block.Longs(OwnColumn.Parent) is { } parents)
            found.Or(parents.Where(id => id != 0 && needle.IsIn(id)));
    }

    private void FindParts(TextNeedle needle, RowSet rest, RowSet found)
    {
        foreach (var column in SpanParts)
        {
            if (block.Values(column) is not { } parts)
                continue;
            var contain = new bool[parts.Count];
            for (var value = 0; value < contain.Length; value++)
                contain[value] = IsIn(BlockRecords.Parts(parts[value]), needle);
            found.Or(parts.Where(contain));
            rest.Or(parts.OutOfLine());
        }
    }

    private static bool IsIn(Span parts, TextNeedle needle) =>
        parts.Events.Any(one => needle.IsIn(one.Name) || IsIn(one.Attributes, needle)) ||
        parts.Links.Any(one => needle.IsIn(one.TraceId) || needle.IsIn(one.SpanId) || IsIn(one.Attributes, needle));

    private static bool IsIn(IReadOnlyList<TelemetryAttribute> attributes, TextNeedle needle) =>
        attributes.Any(attribute => needle.IsIn(attribute.Key) || needle.IsIn(attribute.Value.ToString()));
}
