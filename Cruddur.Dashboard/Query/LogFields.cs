using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query;

/// <summary>A log record as conditions see it.</summary>
internal sealed class LogFields(LogEntry log) : IFields
{
    public IEnumerable<TelemetryValue> Of(Field field) => field.Kind switch
    {
        FieldKind.Attribute => AttributeValues.Of(field.Key, log.Attributes, log.Resource.Attributes),
        FieldKind.ResourceAttribute => AttributeValues.Of(field.Key, log.Resource.Attributes),
        FieldKind.EventName => log.EventName.Length > 0 ? [new StringValue(log.EventName)] : [],
        FieldKind.Service => [new StringValue(log.Resource.ServiceName)],
        FieldKind.Scope => [new StringValue(log.Scope.Name)],
        FieldKind.TraceId => log.TraceId is { } trace ? [new StringValue(trace)] : [],
        FieldKind.SpanId => log.SpanId is { } span ? [new StringValue(span)] : [],
        FieldKind.Time => [new IntValue(log.Nanos == 0 ? log.ObservedNanos : log.Nanos)],
        FieldKind.Level => [new IntValue(log.SeverityNumber)],
        FieldKind.Message => [log.Body],
        _ => [],
    };

    public bool Contain(string text) =>
        Has(log.Body.ToString(), text) || Has(log.Scope.Name, text) || Has(log.EventName, text) || Has(log.SeverityText, text) ||
        Has(log.TraceId, text) || Has(log.SpanId, text) || AttributeValues.Contain(log.Attributes, text);

    private static bool Has(string? whole, string text) => whole?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
