using System.Text;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads attributes and values from the protobuf they are stored in; their depth was bounded when they came in.</summary>
internal static class ValueDecoder
{
    /// <summary>Reads a <c>KeyValue</c>.</summary>
    public static TelemetryAttribute Attribute(ReadOnlySpan<byte> message)
    {
        var key = "";
        var value = TelemetryValue.Empty;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                key = Text(ref reader);
            else if (reader.Field == 2)
                value = Value(reader.ReadBytes());
            else
                reader.Skip();
        }

        return new(key, value);
    }

    /// <summary>Reads an <c>AnyValue</c>.</summary>
    public static TelemetryValue Value(ReadOnlySpan<byte> message)
    {
        var value = TelemetryValue.Empty;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    value = new StringValue(Text(ref reader));
                    break;
                case 2:
                    value = new BoolValue(reader.ReadVarint() != 0);
                    break;
                case 3:
                    value = new IntValue((long)reader.ReadVarint());
                    break;
                case 4:
                    value = new DoubleValue(BitConverter.UInt64BitsToDouble(reader.ReadFixed64()));
                    break;
                case 5:
                    value = Array(reader.ReadBytes());
                    break;
                case 6:
                    value = new MapValue(Attributes(reader.ReadBytes(), field: 1));
                    break;
                case 7:
                    value = new BytesValue(reader.ReadBytes().ToArray());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    /// <summary>Reads the attributes that a message has under a field's number.</summary>
    public static IReadOnlyList<TelemetryAttribute> Attributes(ReadOnlySpan<byte> message, int field)
    {
        var attributes = new List<TelemetryAttribute>();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
                attributes.Add(Attribute(reader.ReadBytes()));
            else
                reader.Skip();
        }

        return attributes;
    }

    /// <summary>Reads a string.</summary>
    public static string Text(ref ProtobufReader reader) => Encoding.UTF8.GetString(reader.ReadBytes());

    private static ArrayValue Array(ReadOnlySpan<byte> message)
    {
        var items = new List<TelemetryValue>();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                items.Add(Value(reader.ReadBytes()));
            else
                reader.Skip();
        }

        return new(items);
    }
}
