using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads data points of numbers and of summaries.</summary>
internal static class PointDecoder
{
    private const int MaxQuantiles = 50;

    public static NumberPoint Number(ReadOnlySpan<byte> message)
    {
        var fields = new PointFields(exemplars: 5, flags: 8);
        var value = TelemetryValue.Empty;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 4)
                value = new DoubleValue(Real(ref reader));
            else if (reader.Field == 6)
                value = new IntValue((long)reader.ReadFixed64());
            else
                fields.ReadOrSkip(ref reader);
        }

        return fields.Of(new NumberPoint(value), ValueDecoder.Attributes(message, field: 7));
    }

    public static SummaryPoint Summary(ReadOnlySpan<byte> message)
    {
        var fields = new PointFields(exemplars: null, flags: 8);
        var (count, sum) = (0UL, 0d);
        var quantiles = new List<QuantileValue>();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 4)
                count = reader.ReadFixed64();
            else if (reader.Field == 5)
                sum = Real(ref reader);
            else if (reader.Field == 6 && quantiles.Count < MaxQuantiles)
                quantiles.Add(Quantile(reader.ReadBytes()));
            else
                fields.ReadOrSkip(ref reader);
        }

        return fields.Of(new SummaryPoint(count, sum, quantiles), ValueDecoder.Attributes(message, field: 7));
    }

    /// <summary>Reads a double.</summary>
    public static double Real(ref ProtobufReader reader) => BitConverter.UInt64BitsToDouble(reader.ReadFixed64());

    private static QuantileValue Quantile(ReadOnlySpan<byte> message)
    {
        var (quantile, value) = (0d, 0d);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                quantile = Real(ref reader);
            else if (reader.Field == 2)
                value = Real(ref reader);
            else
                reader.Skip();
        }

        return new(quantile, value);
    }
}
