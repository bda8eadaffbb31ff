using System.Buffers.Binary;
using System.Text.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>Writes a message that is stored as protobuf in OTLP's JSON, without anything in between.</summary>
internal static class OtlpJsonWriter
{
    /// <summary>Writes the message as a JSON object with the fields that it has.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> message, OtlpShape shape)
    {
        json.WriteStartObject();
        var present = Present(message);
        foreach (var field in shape.Fields)
        {
            if ((present & (1UL << field.Number)) == 0)
                continue;
            json.WritePropertyName(field.Name);
            if (field.Repeated)
                WriteList(json, message, field);
            else
                WriteLast(json, message, field);
        }

        json.WriteEndObject();
    }

    // No OTLP message has a field number above 16.
    private static ulong Present(ReadOnlySpan<byte> message)
    {
        var present = 0UL;
        for (var reader = new ProtobufReader(message); reader.Next(); reader.Skip())
            present |= reader.Field < 64 ? 1UL << reader.Field : 0;
        return present;
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> message, OtlpField field)
    {
        json.WriteStartArray();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field != field.Number)
                reader.Skip();
            else if (field.Packed && reader.Wire == WireType.LengthDelimited)
                WritePacked(json, reader.ReadBytes(), field.Kind);
            else
                WriteValue(json, ref reader, field);
        }

        json.WriteEndArray();
    }

    // Of a field that stands twice, the last one counts.
    private static void WriteLast(Utf8JsonWriter json, ReadOnlySpan<byte> message, OtlpField field)
    {
        var last = new ProtobufReader(message);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field.Number)
                last = reader;
            reader.Skip();
        }

        WriteValue(json, ref last, field);
    }

    private static void WriteValue(Utf8JsonWriter json, ref ProtobufReader reader, OtlpField field)
    {
        switch (field.Kind)
        {
            case OtlpKind.Message:
                Write(json, reader.ReadBytes(), field.Of!());
                break;
            case OtlpKind.Text:
                json.WriteStringValue(System.Text.Encoding.UTF8.GetString(reader.ReadBytes()));
                break;
            case OtlpKind.Bytes:
                json.WriteBase64StringValue(reader.ReadBytes());
                break;
            case OtlpKind.Id:
                json.WriteStringValue(Convert.ToHexStringLower(reader.ReadBytes()));
                break;
            case OtlpKind.Bool:
                json.WriteBooleanValue(reader.ReadVarint() != 0);
                break;
            case OtlpKind.Fixed32:
                json.WriteNumberValue(reader.ReadFixed32());
                break;
            case OtlpKind.Fixed64 or OtlpKind.SignedFixed64 or OtlpKind.Real:
                WriteNumber(json, reader.ReadFixed64(), field.Kind);
                break;
            default:
                WriteNumber(json, reader.ReadVarint(), field.Kind);
                break;
        }
    }

    private static void WritePacked(Utf8JsonWriter json, ReadOnlySpan<byte> numbers, OtlpKind kind)
    {
        if (kind is OtlpKind.Fixed64 or OtlpKind.Real)
        {
            for (; numbers.Length >= 8; numbers = numbers[8..])
                WriteNumber(json, BinaryPrimitives.ReadUInt64LittleEndian(numbers), kind);
            return;
        }

        for (var reader = new ProtobufReader(numbers); reader.NextRaw(out var number);)
            WriteNumber(json, number, kind);
    }

    private static void WriteNumber(Utf8JsonWriter json, ulong bits, OtlpKind kind)
    {
        switch (kind)
        {
            case OtlpKind.Varint64 or OtlpKind.SignedFixed64:
                json.WriteStringValue($"{(long)bits}");
                break;
            case OtlpKind.Fixed64:
                json.WriteStringValue($"{bits}");
                break;
            case OtlpKind.Zigzag:
                json.WriteNumberValue((int)(uint)(bits >> 1) ^ -(int)(bits & 1));
                break;
            case OtlpKind.Varint32:
                json.WriteNumberValue((int)bits);
                break;
            case var _ when double.IsFinite(BitConverter.UInt64BitsToDouble(bits)):
                json.WriteNumberValue(BitConverter.UInt64BitsToDouble(bits));
                break;
            default:
                json.WriteStringValue($"{BitConverter.UInt64BitsToDouble(bits)}");
                break;
        }
    }
}
