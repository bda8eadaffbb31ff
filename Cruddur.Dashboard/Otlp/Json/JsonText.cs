using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>
/// A string of JSON as protobuf has it. Half of a surrogate pair, which scripts write when they cut a text to length, becomes U+FFFD: one letter
/// is lost, and not the request.
/// </summary>
internal static class JsonText
{
    /// <summary>Writes the string in hand.</summary>
    /// <exception cref="FormatException">It isn't UTF-8.</exception>
    /// <exception cref="InvalidOperationException">It isn't a string.</exception>
    public static void Write(ref Utf8JsonReader reader, int field, ProtobufWriter writer)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new InvalidOperationException($"There is {reader.TokenType} where a string belongs.");
        var text = reader.ValueSpan;
        if (!Utf8.IsValid(text))
            throw new FormatException("A string isn't UTF-8.");
        if (reader.ValueIsEscaped)
            writer.WriteBytes(field, text.Length, text, Unescape);
        else
            writer.WriteBytes(field, text);
    }

    // The reader has seen that every escape is one. None is longer in UTF-8.
    private static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = 0;
        while (text.IndexOf((byte)'\\') is >= 0 and var plain)
        {
            text[..plain].CopyTo(target[length..]);
            length += plain;
            text = text[(plain + 1)..];
            var rune = text[0] == 'u' ? Unicode(ref text) : Short(ref text);
            length += rune.EncodeToUtf8(target[length..]);
        }

        text.CopyTo(target[length..]);
        return length + text.Length;
    }

    private static Rune Short(ref ReadOnlySpan<byte> text)
    {
        var letter = text[0];
        text = text[1..];
        return new(letter switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)letter,
        });
    }

    private static Rune Unicode(ref ReadOnlySpan<byte> text)
    {
        var first = Unit(ref text);
        if (Rune.TryCreate(first, out var rune))
            return rune;
        var rest = text;
        if (rest is not [(byte)'\\', (byte)'u', ..] || !Rune.TryCreate(first, Unit(ref rest, skip: 1), out rune))
            return Rune.ReplacementChar;
        text = rest;
        return rune;
    }

    private static char Unit(ref ReadOnlySpan<byte> text, int skip = 0)
    {
        var digits = text.Slice(skip + 1, 4);
        text = text[(skip + 5)..];
        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
