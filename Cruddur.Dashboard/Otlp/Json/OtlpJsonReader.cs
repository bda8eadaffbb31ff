using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>
/// Turns a request in OTLP's JSON into the same request in protobuf: lowerCamelCase or protobuf's names, 64-bit integers as strings or numbers,
/// enums as numbers, ids in hexadecimal, unknown fields ignored. (<see href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding"/>.)
/// </summary>
internal static class OtlpJsonReader
{
    // Three levels of JSON for one level of a nested value, and as many around it; deeper values are refused by the record's own check.
    private const int MaxDepth = 256;

    /// <summary>Gives the protobuf bytes of a request, which are the caller's to dispose of.</summary>
    /// <exception cref="MalformedPayloadException">It isn't JSON, a field's value isn't what the field holds, or it is longer than the limit.</exception>
    public static RentedBytes Convert(ReadOnlySpan<byte> json, OtlpShape request, int limit = int.MaxValue)
    {
        var writer = new ProtobufWriter(limit);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            Message(ref reader, request, writer);
            if (reader.Read())
                throw new MalformedPayloadException("There is something behind the JSON object.");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new MalformedPayloadException($"The JSON can't be read: {e.Message}");
        }

        return writer.Detach();
    }

    private static void Message(ref Utf8JsonReader reader, OtlpShape shape, ProtobufWriter writer)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = shape.Find(ref reader);
            reader.Read();
            if (field is null)
                reader.Skip();
            else if (reader.TokenType != JsonTokenType.Null)
                Field(ref reader, field, writer);
        }
    }

    private static void Field(ref Utf8JsonReader reader, OtlpField field, ProtobufWriter writer)
    {
        if (!field.Repeated)
        {
            Value(ref reader, field, writer);
            return;
        }

        Expect(ref reader, JsonTokenType.StartArray);
        var packed = field.Packed ? writer.Begin(field.Number) : 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (field.Packed)
                PackedValue(ref reader, field.Kind, writer);
            else
                Value(ref reader, field, writer);
        }

        if (field.Packed)
            writer.End(packed);
    }

    private static void Value(ref Utf8JsonReader reader, OtlpField field, ProtobufWriter writer)
    {
        switch (field.Kind)
        {
            case OtlpKind.Message:
                var start = writer.Begin(field.Number);
                Message(ref reader, field.Of!(), writer);
                writer.End(start);
                break;
            case OtlpKind.Text:
                JsonText.Write(ref reader, field.Number, writer);
                break;
            case OtlpKind.Bytes:
                writer.WriteBytes(field.Number, reader.GetBytesFromBase64());
                break;
            case OtlpKind.Id:
                WriteId(ref reader, field.Number, writer);
                break;
            case OtlpKind.Bool:
                writer.WriteVarint(field.Number, reader.GetBoolean() ? 1UL : 0UL);
                break;
            case OtlpKind.Zigzag:
                writer.WriteZigzag(field.Number, Integer(ref reader));
                break;
            case OtlpKind.Fixed32:
                writer.WriteFixed32(field.Number, checked((uint)Integer(ref reader)));
                break;
            case OtlpKind.Fixed64:
                writer.WriteFixed64(field.Number, Unsigned(ref reader));
                break;
            case OtlpKind.SignedFixed64:
                writer.WriteFixed64(field.Number, (ulong)Integer(ref reader));
                break;
            case OtlpKind.Real:
                writer.WriteDouble(field.Number, Number(ref reader));
                break;
            default:
                writer.WriteVarint(field.Number, (ulong)Integer(ref reader));
                break;
        }
    }

    private static void PackedValue(ref Utf8JsonReader reader, OtlpKind kind, ProtobufWriter writer)
    {
        switch (kind)
        {
            case OtlpKind.Real:
                writer.WriteRawFixed64(BitConverter.DoubleToUInt64Bits(Number(ref reader)));
                break;
            case OtlpKind.Fixed64:
                writer.WriteRawFixed64(Unsigned(ref reader));
                break;
            default:
                writer.WriteRawVarint(Unsigned(ref reader));
                break;
        }
    }

    private static void WriteId(ref Utf8JsonReader reader, int field, ProtobufWriter writer)
    {
        Expect(ref reader, JsonTokenType.String);
        var digits = reader.ValueSpan;
        writer.WriteBytes(field, digits.Length / 2, digits, static (digits, id) =>
            System.Convert.FromHexString(digits, id, out _, out var written) == OperationStatus.Done
                ? written
                : throw new FormatException("An id is not hexadecimal."));
    }

    private static long Integer(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? long.Parse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : reader.GetInt64();

    private static ulong Unsigned(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? ulong.Parse(reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : reader.GetUInt64();

    private static double Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? double.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)
        : reader.GetDouble();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new MalformedPayloadException($"The JSON has {reader.TokenType} at byte {reader.TokenStartIndex} where {token} belongs.");
    }
}
