using System.Text;
using Cruddur.Dashboard.Otlp.Json;

namespace Cruddur.Tests.Dashboard.Metrics;

/// <summary>Writes export requests of metrics as senders do.</summary>
internal static class MetricRequests
{
    /// <summary>A request of one gauge of an instance, with a point for each value, told apart by an attribute where there are several.</summary>
    public static byte[] Gauge(string service, string instance, string name, params double[] values) => OtlpRequests.Request(service, instance, "Test.Meter", writer =>
    {
        var metric = writer.Begin(2);
        writer.WriteString(1, name);
        var gauge = writer.Begin(5);
        for (var index = 0; index < values.Length; index++)
        {
            var point = writer.Begin(1);
            writer.WriteFixed64(3, 1_800_000_000_000_000_000);
            writer.WriteDouble(4, values[index]);
            if (values.Length > 1)
                OtlpRequests.Attribute(writer, 7, "number", $"{index}");
            writer.End(point);
        }

        writer.End(gauge);
        writer.End(metric);
    });

    /// <summary>A request of one gauge in which every text is the same.</summary>
    public static byte[] AllOf(string text) => OtlpRequests.Request(text, text, text, writer =>
    {
        var metric = writer.Begin(2);
        foreach (var field in (int[])[1, 2, 3])
            writer.WriteString(field, text);
        var gauge = writer.Begin(5);
        var point = writer.Begin(1);
        writer.WriteDouble(4, 1);
        OtlpRequests.Attribute(writer, 7, text, text);
        writer.End(point);
        writer.End(gauge);
        writer.End(metric);
    });

    /// <summary>A request that is written in OTLP's JSON, as protobuf.</summary>
    public static byte[] OfJson(string json) => OtlpJsonReader.Convert(Encoding.UTF8.GetBytes(json), RequestShapes.Metrics).Span.ToArray();
}
