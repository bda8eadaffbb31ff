using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query;

/// <summary>A span as conditions see it.</summary>
internal sealed class SpanFields(Span span) : IFields
{
    public IEnumerable<TelemetryValue> Of(Field field) => field.Kind switch
    {
        FieldKind.Attribute => AttributeValues.Of(field.Key, span.Attributes, span.Resource.Attributes),
        FieldKind.ResourceAttribute => AttributeValues.Of(field.Key, span.Resource.Attributes),
        FieldKind.EventAttribute => span.Events.SelectMany(one => AttributeValues.Of(field.Key, one.Attributes)),
        FieldKind.EventName => span.Events.Select(one => new StringValue(one.Name)),
        FieldKind.Service => [new StringValue(span.Resource.ServiceName)],
        FieldKind.Scope => [new StringValue(span.Scope.Name)],
        FieldKind.TraceId => [new StringValue(span.TraceId)],
        FieldKind.SpanId => [new StringValue(span.SpanId)],
        FieldKind.ParentId => span.ParentSpanId is { } parent ? [new StringValue(parent)] : [],
        FieldKind.Time => [new IntValue(span.StartNanos)],
        FieldKind.Duration => [new IntValue(span.DurationNanos)],
        FieldKind.Name => [new StringValue(span.Name)],
        FieldKind.Kind => [new StringValue($"{span.Kind}")],
        FieldKind.Status => [new StringValue($"{span.Status}")],
        FieldKind.StatusMessage => span.StatusMessage.Length > 0 ? [new StringValue(span.StatusMessage)] : [],
        _ => [],
    };

    public bool Contain(string text) =>
        Has(span.Name, text) || Has(span.StatusMessage, text) || Has(span.TraceId, text) || Has(span.SpanId, text) || Has(span.ParentSpanId, text) ||
        AttributeValues.Contain(span.Attributes, text) ||
        span.Events.Any(one => Has(one.Name, text) || AttributeValues.Contain(one.Attributes, text)) ||
        span.Links.Any(one => Has(one.TraceId, text) || Has(one.SpanId, text) || AttributeValues.Contain(one.Attributes, text));

    private static bool Has(string? whole, string text) => whole?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
