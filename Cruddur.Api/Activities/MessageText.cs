using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cruddur.Api.Activities;

/// <summary>
/// The rules of a message's text. Its length is its number of Unicode code points, with a line end counted as one: the same in every language
/// (Python's <c>len</c>, JavaScript's <c>[...text].length</c>) and every version of Unicode, and it bounds what is stored to four bytes each.
/// </summary>
internal static class MessageText
{
    public const string Blank = "message_blank";
    public const string TooLong = "message_exceed_max_chars";

    /// <summary>The error word for a text, or null for a good one.</summary>
    public static string? Check(string? text, int maxLength)
    {
        if (text is null || text.EnumerateRunes().All(IsInvisible))
            return Blank;
        // No text has more code points than UTF-16 units, nor less than half as many.
        return text.Length > maxLength && text.EnumerateRunes().Count() > maxLength ? TooLong : null;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>
    /// Reads a message: every line end, such as a form's CR LF, becomes LF; other control characters, which no database and no terminal
    /// should be given, are no message.
    /// </summary>
    internal sealed class Converter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException();
            var text = reader.GetString()!.ReplaceLineEndings("\n");
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? throw new JsonException() : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
