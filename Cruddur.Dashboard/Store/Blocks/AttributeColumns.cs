using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Takes a record's attributes apart into columns.</summary>
internal static class AttributeColumns
{
    // No sampler keeps one of more.
    private const double MaxWeight = 1e9;

    private const byte TextTag = 1 << 3 | (byte)WireType.LengthDelimited;

    /// <summary>The attribute that says how many records one stands for.</summary>
    public const string SampleRate = "SampleRate";

    private static ReadOnlySpan<byte> SampleRateKey => "SampleRate"u8;

    /// <summary>Adds a <c>KeyValue</c> to the last row.</summary>
    /// <returns>How many records it says that its record stands for; 1 where it doesn't say.</returns>
    public static long Add(ColumnsBuilder columns, int position, ReadOnlySpan<byte> pair)
    {
        ReadOnlySpan<byte> key = default, value = default;
        var reader = new ProtobufReader(pair);
        while (reader.Next())
        {
            if (reader.Field == 1)
                key = reader.ReadBytes();
            else if (reader.Field == 2)
                value = reader.ReadBytes();
            else
                reader.Skip();
        }

        var text = Text(value, out var isText);
        columns.SetAttribute(position, key, text, isText);
        return key.SequenceEqual(SampleRateKey) ? Weight(value) : 1;
    }

    /// <summary>What a value is stored as: the text where an <c>AnyValue</c> is just that, else the whole of it.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value, out bool isText)
    {
        isText = false;
        if (value.IsEmpty || value[0] != TextTag)
            return value;
        var reader = new ProtobufReader(value);
        reader.Next();
        var text = reader.ReadBytes();
        // Another field behind the text would take its place.
        isText = !reader.Next();
        return isText ? text : value;
    }

    /// <summary>How many records a record with this <c>SampleRate</c> stands for.</summary>
    public static long Weight(ReadOnlySpan<byte> value) => Weight(ValueDecoder.Value(value));

    /// <summary>How many records a record with this <c>SampleRate</c> stands for; of several the most counts.</summary>
    public static long Weight(TelemetryValue value)
    {
        var weight = value switch
        {
            IntValue number => number.Value,
            DoubleValue number => number.Value,
            _ => 1,
        };
        // Not a number is none of these.
        return weight is > 1 and <= MaxWeight ? (long)Math.Round(weight) : 1;
    }
}
