using static Cruddur.Dashboard.Otlp.Json.OtlpKind;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>
/// The messages that traces and logs have in common, as tables: what JSON is turned into protobuf by, and back.
/// (<see href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto"/>.)
/// </summary>
internal static class OtlpShapes
{
    public static readonly OtlpShape AnyValue = new(
        new(1, "stringValue", Text),
        new(2, "boolValue", Bool),
        new(3, "intValue", Varint64),
        new(4, "doubleValue", Real),
        new(5, "arrayValue", Message, Of: () => ArrayValue!),
        new(6, "kvlistValue", Message, Of: () => KeyValueList!),
        new(7, "bytesValue", Bytes));

    public static readonly OtlpShape ArrayValue = new(
        new OtlpField(1, "values", Message, Repeated: true, () => AnyValue));

    public static readonly OtlpShape KeyValue = new(
        new(1, "key", Text),
        new(2, "value", Message, Of: () => AnyValue));

    public static readonly OtlpShape KeyValueList = new(
        new OtlpField(1, "values", Message, Repeated: true, () => KeyValue));

    public static readonly OtlpShape EntityRef = new(
        new(1, "schemaUrl", Text),
        new(2, "type", Text),
        new(3, "idKeys", Text, Repeated: true),
        new(4, "descriptionKeys", Text, Repeated: true));

    public static readonly OtlpShape Resource = new(
        Attributes(1),
        new(2, "droppedAttributesCount", Varint32),
        new(3, "entityRefs", Message, Repeated: true, () => EntityRef));

    public static readonly OtlpShape Scope = new(
        new(1, "name", Text),
        new(2, "version", Text),
        Attributes(3),
        new(4, "droppedAttributesCount", Varint32));

    public static readonly OtlpShape Event = new(
        new(1, "timeUnixNano", Fixed64),
        new(2, "name", Text),
        Attributes(3),
        new(4, "droppedAttributesCount", Varint32));

    public static readonly OtlpShape Link = new(
        new(1, "traceId", Id),
        new(2, "spanId", Id),
        new(3, "traceState", Text),
        Attributes(4),
        new(5, "droppedAttributesCount", Varint32),
        new(6, "flags", Fixed32));

    public static readonly OtlpShape Status = new(
        new(2, "message", Text),
        new(3, "code", Varint32));

    public static readonly OtlpShape Span = new(
        new(1, "traceId", Id),
        new(2, "spanId", Id),
        new(3, "traceState", Text),
        new(4, "parentSpanId", Id),
        new(16, "flags", Fixed32),
        new(5, "name", Text),
        new(6, "kind", Varint32),
        new(7, "startTimeUnixNano", Fixed64),
        new(8, "endTimeUnixNano", Fixed64),
        Attributes(9),
        new(10, "droppedAttributesCount", Varint32),
        new(11, "events", Message, Repeated: true, () => Event),
        new(12, "droppedEventsCount", Varint32),
        new(13, "links", Message, Repeated: true, () => Link),
        new(14, "droppedLinksCount", Varint32),
        new(15, "status", Message, Of: () => Status));

    public static readonly OtlpShape LogRecord = new(
        new(1, "timeUnixNano", Fixed64),
        new(11, "observedTimeUnixNano", Fixed64),
        new(2, "severityNumber", Varint32),
        new(3, "severityText", Text),
        new(5, "body", Message, Of: () => AnyValue),
        Attributes(6),
        new(7, "droppedAttributesCount", Varint32),
        new(8, "flags", Fixed32),
        new(9, "traceId", Id),
        new(10, "spanId", Id),
        new(12, "eventName", Text));

    /// <summary>The field of attributes, which every message numbers differently.</summary>
    public static OtlpField Attributes(int number, string name = "attributes") => new(number, name, Message, Repeated: true, () => KeyValue);
}
