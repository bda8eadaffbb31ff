using System.Globalization;
using System.Text;
using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Looks for text in stored records: in names, messages, ids, and in the keys and values of attributes, in any case.</summary>
internal static class TextSearch
{
    /// <summary>Gives a connection the functions <c>span_contains(body, text)</c> and <c>log_contains(body, text)</c>.</summary>
    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction("span_contains", (byte[] body, string text) => Contains(body, OtlpShapes.Span, text), isDeterministic: true);
        connection.CreateFunction("log_contains", (byte[] body, string text) => Contains(body, OtlpShapes.LogRecord, text), isDeterministic: true);
    }

    private static bool Contains(ReadOnlySpan<byte> message, OtlpShape shape, string text)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            var field = shape.Find(reader.Field);
            if (field is null)
                reader.Skip();
            else if (ValueContains(ref reader, field, text))
                return true;
        }

        return false;
    }

    private static bool ValueContains(ref ProtobufReader reader, OtlpField field, string text)
    {
        switch (field.Kind)
        {
            case OtlpKind.Message:
                return Contains(reader.ReadBytes(), field.Of!(), text);
            case OtlpKind.Text:
                return TextContains(reader.ReadBytes(), text);
            case OtlpKind.Id:
                return Convert.ToHexStringLower(reader.ReadBytes()).Contains(text, StringComparison.OrdinalIgnoreCase);
            case OtlpKind.Varint64:
                return ((long)reader.ReadVarint()).ToString(CultureInfo.InvariantCulture).Contains(text, StringComparison.Ordinal);
            case OtlpKind.Real:
                return BitConverter.UInt64BitsToDouble(reader.ReadFixed64()).ToString(CultureInfo.InvariantCulture).Contains(text, StringComparison.OrdinalIgnoreCase);
            case OtlpKind.Bool:
                return (reader.ReadVarint() != 0 ? "true" : "false").Equals(text, StringComparison.OrdinalIgnoreCase);
            default:
                reader.Skip();
                return false;
        }
    }

    private static bool TextContains(ReadOnlySpan<byte> utf8, string text)
    {
        const int OnStack = 512;
        if (utf8.Length > OnStack)
            return Encoding.UTF8.GetString(utf8).Contains(text, StringComparison.OrdinalIgnoreCase);
        Span<char> chars = stackalloc char[OnStack];
        var length = Encoding.UTF8.GetChars(utf8, chars);
        return ((ReadOnlySpan<char>)chars[..length]).Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
