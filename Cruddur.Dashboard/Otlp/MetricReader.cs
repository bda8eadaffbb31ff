using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Reads a metric from the wire as far as the store needs it. What is refused is counted in data points, as OTLP wants it.</summary>
internal static class MetricReader
{
    // The store keeps an instrument's latest points as one row.
    private const int MaxBytes = 256 * 1024;

    public static void Read(TelemetryBatch batch, RecordOrigin origin, Slice message, Refusals refusals)
    {
        var shallow = ShapeCheck.Walk(message.Of(batch.Payload), MetricShapes.Metric);
        var name = default(Slice);
        var points = 0L;
        var reader = new ProtobufReader(batch.Payload, message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                name = reader.ReadSlice();
            else if (reader.Field is 5 or 7 or 9 or 10 or 11)
                points += CountPoints(reader.ReadBytes());
            else
                reader.Skip();
        }

        if (points == 0)
            return;
        if (name.Length == 0)
            refusals.Add("a metric has no name", points);
        else if (!shallow)
            refusals.Add(AttributeShape.TooDeep, points);
        else if (message.Length > MaxBytes)
            refusals.Add($"a metric has more than {MaxBytes} bytes; export fewer attribute combinations", points);
        else
            batch.Metrics.Add(new(origin, message, name));
    }

    private static long CountPoints(ReadOnlySpan<byte> data)
    {
        var points = 0L;
        for (var reader = new ProtobufReader(data); reader.Next(); reader.Skip())
            points += reader.Field == 1 ? 1 : 0;
        return points;
    }
}
