using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Checks a whole message against its table, for messages that are too rare to have a walker of their own.</summary>
internal static class ShapeCheck
{
    /// <summary>Walks the message; false where a value in it nests too deep.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf, or a field isn't written as its kind is.</exception>
    public static bool Walk(ReadOnlySpan<byte> message, OtlpShape shape)
    {
        var shallow = true;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (shape.Find(reader.Field) is { } field)
                shallow &= Value(ref reader, field);
            else
                reader.Skip();
        }

        return shallow;
    }

    private static bool Value(ref ProtobufReader reader, OtlpField field)
    {
        switch (field.Kind)
        {
            case OtlpKind.Message when field.Of!() == OtlpShapes.KeyValue:
                return AttributeShape.CheckPair(reader.ReadBytes());
            case OtlpKind.Message:
                return Walk(reader.ReadBytes(), field.Of!());
            case var kind when field.Packed && reader.Wire == WireType.LengthDelimited:
                CheckPacked(reader.ReadBytes(), kind);
                return true;
            case OtlpKind.Text or OtlpKind.Bytes or OtlpKind.Id:
                reader.ReadBytes();
                return true;
            case OtlpKind.Fixed32:
                reader.ReadFixed32();
                return true;
            case OtlpKind.Fixed64 or OtlpKind.SignedFixed64 or OtlpKind.Real:
                reader.ReadFixed64();
                return true;
            default:
                reader.ReadVarint();
                return true;
        }
    }

    private static void CheckPacked(ReadOnlySpan<byte> numbers, OtlpKind kind)
    {
        if (kind is OtlpKind.Fixed64 or OtlpKind.Real)
        {
            if (numbers.Length % 8 != 0)
                throw new MalformedPayloadException("A packed list of eight-byte numbers ends inside of one.");
            return;
        }

        var reader = new ProtobufReader(numbers);
        while (reader.NextRaw(out _))
        {
        }
    }
}
