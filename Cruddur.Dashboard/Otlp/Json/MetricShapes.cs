using static Cruddur.Dashboard.Otlp.Json.OtlpKind;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>The messages of metrics, as tables.</summary>
internal static class MetricShapes
{
    public static readonly OtlpShape Exemplar = new(
        OtlpShapes.Attributes(7, "filteredAttributes"),
        new(2, "timeUnixNano", Fixed64),
        new(3, "asDouble", Real),
        new(6, "asInt", SignedFixed64),
        new(4, "spanId", Id),
        new(5, "traceId", Id));

    public static readonly OtlpShape NumberPoint = new(
        OtlpShapes.Attributes(7),
        new(2, "startTimeUnixNano", Fixed64),
        new(3, "timeUnixNano", Fixed64),
        new(4, "asDouble", Real),
        new(6, "asInt", SignedFixed64),
        new(5, "exemplars", Message, Repeated: true, () => Exemplar),
        new(8, "flags", Varint32));

    public static readonly OtlpShape HistogramPoint = new(
        OtlpShapes.Attributes(9),
        new(2, "startTimeUnixNano", Fixed64),
        new(3, "timeUnixNano", Fixed64),
        new(4, "count", Fixed64),
        new(5, "sum", Real),
        new(6, "bucketCounts", Fixed64, Repeated: true),
        new(7, "explicitBounds", Real, Repeated: true),
        new(8, "exemplars", Message, Repeated: true, () => Exemplar),
        new(10, "flags", Varint32),
        new(11, "min", Real),
        new(12, "max", Real));

    public static readonly OtlpShape Buckets = new(
        new(1, "offset", Zigzag),
        new(2, "bucketCounts", Varint64, Repeated: true));

    public static readonly OtlpShape ExponentialPoint = new(
        OtlpShapes.Attributes(1),
        new(2, "startTimeUnixNano", Fixed64),
        new(3, "timeUnixNano", Fixed64),
        new(4, "count", Fixed64),
        new(5, "sum", Real),
        new(6, "scale", Zigzag),
        new(7, "zeroCount", Fixed64),
        new(8, "positive", Message, Of: () => Buckets),
        new(9, "negative", Message, Of: () => Buckets),
        new(10, "flags", Varint32),
        new(11, "exemplars", Message, Repeated: true, () => Exemplar),
        new(12, "min", Real),
        new(13, "max", Real),
        new(14, "zeroThreshold", Real));

    public static readonly OtlpShape Quantile = new(
        new(1, "quantile", Real),
        new(2, "value", Real));

    public static readonly OtlpShape SummaryPoint = new(
        OtlpShapes.Attributes(7),
        new(2, "startTimeUnixNano", Fixed64),
        new(3, "timeUnixNano", Fixed64),
        new(4, "count", Fixed64),
        new(5, "sum", Real),
        new(6, "quantileValues", Message, Repeated: true, () => Quantile),
        new(8, "flags", Varint32));

    public static readonly OtlpShape Metric = new(
        new(1, "name", Text),
        new(2, "description", Text),
        new(3, "unit", Text),
        new(5, "gauge", Message, Of: () => Gauge!),
        new(7, "sum", Message, Of: () => Sum!),
        new(9, "histogram", Message, Of: () => Histogram!),
        new(10, "exponentialHistogram", Message, Of: () => ExponentialHistogram!),
        new(11, "summary", Message, Of: () => Summary!),
        OtlpShapes.Attributes(12, "metadata"));

    private static readonly OtlpShape Gauge = new(Points(NumberPoint));

    private static readonly OtlpShape Sum = new(Points(NumberPoint), Temporality(), new(3, "isMonotonic", Bool));

    private static readonly OtlpShape Histogram = new(Points(HistogramPoint), Temporality());

    private static readonly OtlpShape ExponentialHistogram = new(Points(ExponentialPoint), Temporality());

    private static readonly OtlpShape Summary = new(Points(SummaryPoint));

    private static OtlpField Points(OtlpShape point) => new(1, "dataPoints", Message, Repeated: true, () => point);

    private static OtlpField Temporality() => new(2, "aggregationTemporality", Varint32);
}
