using System.Globalization;
using System.Text;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that pass a test: each different value is tried once.</summary>
internal sealed class BlockTest(Block block, BlockRecords records, TestMemo memo)
{
    /// <summary>The rows that pass.</summary>
    public RowSet Where(Test test) => test.Field.Kind switch
    {
        FieldKind.Attribute => Attribute(test),
        FieldKind.ResourceAttribute or FieldKind.Service => Resource(test),
        FieldKind.Scope => block.Longs(OwnColumn.Scope)!.Where(scope => Passes(test, new StringValue(records.Origins.Scope(scope).Value.Name))),
        FieldKind.Time => Number(OwnColumn.Time, test),
        FieldKind.TraceId => Values(OwnColumn.Trace, test, (values, value) => new StringValue(Convert.ToHexStringLower(values[value]))),
        FieldKind.SpanId => Id(OwnColumn.Span, test),
        FieldKind.EventName when block.Kind == RecordKind.Log => Values(OwnColumn.EventName, test, Text),
        _ when block.Kind == RecordKind.Span => OfSpan(test),
        FieldKind.Level => Number(OwnColumn.Severity, test),
        FieldKind.Message => Values(OwnColumn.Body, test, ValueOf),
        _ => new(block.Rows),
    };

    /// <summary>A value as it was sent.</summary>
    public static TelemetryValue ValueOf(Values values, int value) => values.IsText(value) ? Text(values, value) : ValueDecoder.Value(values[value]);

    /// <summary>A value that is text.</summary>
    public static TelemetryValue Text(Values values, int value) => new StringValue(Encoding.UTF8.GetString(values[value]));

    private RowSet OfSpan(Test test) => test.Field.Kind switch
    {
        FieldKind.Name => Values(OwnColumn.Name, test, (values, value) => new StringValue(DisplayNames.Span(Encoding.UTF8.GetString(values[value])))),
        FieldKind.Kind => block.Longs(OwnColumn.Kind)!.Where(kind => Passes(test, new StringValue($"{(SpanKind)(int)kind}"))),
        FieldKind.Status => block.Longs(OwnColumn.Status)!.Where(status => Passes(test, new StringValue($"{(SpanStatus)(int)status}"))),
        FieldKind.StatusMessage => Values(OwnColumn.StatusMessage, test, Text),
        FieldKind.Duration => Number(OwnColumn.Duration, test),
        FieldKind.ParentId => Id(OwnColumn.Parent, test),
        FieldKind.EventName or FieldKind.EventAttribute => Events(test),
        _ => new(block.Rows),
    };

    private RowSet Attribute(Test test)
    {
        var rest = block.Rest();
        var own = block.Values(new ColumnName(OwnColumn.Attribute, test.Field.Key));
        // Who hasn't the attribute himself has his resource's.
        var found = Resource(test);
        if (own is not null)
            found.Except(own.Present()).Or(Values(own, test, ValueOf));
        return rest.IsEmpty ? found : found.Except(rest).Or(records.Where(rest, test));
    }

    private RowSet Resource(Test test) => block.Longs(OwnColumn.Resource)!.Where(id =>
    {
        var resource = records.Origins.Resource(id).Value;
        return test.Field.Kind == FieldKind.Service
            ? Passes(test, new StringValue(resource.ServiceName))
            : AttributeValues.Of(test.Field.Key, resource.Attributes).Any(value => Passes(test, value));
    });

    private RowSet Number(OwnColumn column, Test test) => test.Comparison == Comparison.Exists
        ? RowSet.All(block.Rows)
        : block.Longs(column)!.Where(number => ValueTest.Holds(number, test.Comparison, test.Operand));

    private RowSet Id(OwnColumn column, Test test)
    {
        var ids = block.Longs(column)!;
        if (test.Comparison == Comparison.Exists)
            return ids.Where(id => id != 0);
        if (test.Comparison != Comparison.Equal || test.Operand.Text.Contains('*'))
            return ids.Where(id => id != 0 && ValueTest.Holds(id.ToString("x16", CultureInfo.InvariantCulture), test.Comparison, test.Operand));
        return TelemetryIds.Span(test.Operand.Text) is { } wanted and not 0 ? ids.Where(wanted) : new(block.Rows);
    }

    private RowSet Events(Test test)
    {
        if (block.Values(OwnColumn.Events) is not { } events)
            return new(block.Rows);
        var passes = new bool[events.Count];
        for (var value = 0; value < passes.Length; value++)
            passes[value] = new SpanFields(BlockRecords.Parts(events[value])).Of(test.Field).Any(one => Passes(test, one));
        return WithOutOfLine(events, events.Where(passes), test);
    }

    private RowSet Values(OwnColumn column, Test test, Func<Values, int, TelemetryValue> valueOf) =>
        block.Values(column) is { } values ? Values(values, test, valueOf) : new(block.Rows);

    private RowSet Values(Values values, Test test, Func<Values, int, TelemetryValue> valueOf) =>
        WithOutOfLine(values, values.Where(memo.Passes(test, values, valueOf)), test);

    private RowSet WithOutOfLine(Values values, RowSet found, Test test)
    {
        var outOfLine = values.OutOfLine();
        return outOfLine.IsEmpty ? found : found.Or(records.Where(outOfLine, test));
    }

    private static bool Passes(Test test, TelemetryValue value) => ValueTest.Holds(value, test.Comparison, test.Operand);
}
