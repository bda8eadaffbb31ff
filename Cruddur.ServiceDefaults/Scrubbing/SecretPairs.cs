using System.Buffers;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>Finds the values of secret keys in a text: query strings, connection strings, headers, JSON, and what people write (<c>password: …</c>).</summary>
internal static class SecretPairs
{
    private const string Blanks = " \t";

    private static readonly SearchValues<char> Separators = SearchValues.Create("=:");
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n&;,\"'<>()[]{}\\");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\"'\\");
    private static readonly SearchValues<char> FieldEnds = SearchValues.Create("\r\n;");

    public static void Find(ReadOnlySpan<char> text, List<(int Start, int End)> found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(Separators) is >= 0 and var offset)
        {
            var separator = position + offset;
            position = separator + 1;
            // "==" compares, "::" qualifies, "://" is a URL.
            if (position < text.Length && (text[position] == text[separator] || text[position..].StartsWith("//", StringComparison.Ordinal)))
            {
                position++;
                continue;
            }

            var key = KeyBefore(text[..separator]);
            if (!SecretKeys.EndIn(key))
                continue;
            if (ValueAfter(text, separator, key) is not { Length: > 0 } value)
                continue;
            found.Add((value.Start, value.Start + value.Length));
            position = value.Start + value.Length;
        }
    }

    // "key", \"key\" and key, with the words before it: "API key" is two.
    private static ReadOnlySpan<char> KeyBefore(ReadOnlySpan<char> text)
    {
        var key = text[Math.Max(0, text.Length - KeyWords.MaxLength)..].TrimEnd(Blanks).TrimEnd("\"'").TrimEnd('\\');
        return key[(key.LastIndexOfAnyExcept(KeyCharacters) + 1)..];
    }

    private static (int Start, int Length) ValueAfter(ReadOnlySpan<char> text, int separator, ReadOnlySpan<char> key)
    {
        var start = separator + 1;
        start += text[start..].Length - text[start..].TrimStart(Blanks).Length;
        var opening = text[start..].StartsWith("\\\"", StringComparison.Ordinal) ? "\\\"" : start < text.Length && text[start] is '"' or '\'' ? text.Slice(start, 1) : default;
        start += opening.Length;
        var rest = text[start..];
        if (!opening.IsEmpty)
            return (start, ClosedAt(rest, opening));

        var length = EndOf(rest, IsWholeLine(key) ? LineEnds : IsField(text, separator, rest) ? FieldEnds : ValueEnds);
        return IsPlaceholder(rest, length, spaced: start > separator + 1) ? default : (start, length);
    }

    // A quote of the value's own stands behind a backslash, or, in connection strings, is doubled.
    private static int ClosedAt(ReadOnlySpan<char> rest, ReadOnlySpan<char> closing)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            if (rest[at..].StartsWith(closing, StringComparison.Ordinal))
            {
                if (closing.Length > 1 || !rest[(at + 1)..].StartsWith(closing, StringComparison.Ordinal))
                    return at;
                at++;
            }
            else if (rest[at] == '\\')
            {
                at++;
            }
        }

        return rest.Length;
    }

    private static int EndOf(ReadOnlySpan<char> rest, SearchValues<char> ends) => rest.IndexOfAny(ends) is >= 0 and var end ? end : rest.Length;

    // A cookie or an authorization is a list of its own.
    private static bool IsWholeLine(ReadOnlySpan<char> key) =>
        key.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || key.EndsWith("cookie", StringComparison.OrdinalIgnoreCase);

    // In a connection string a value ends at the semicolon, and may have spaces.
    private static bool IsField(ReadOnlySpan<char> text, int separator, ReadOnlySpan<char> rest)
    {
        if (text[separator] != '=')
            return false;
        var before = text[..separator];
        var line = before[(before.LastIndexOfAny('\n', ';') + 1)..];
        return !line.ContainsAny('?', '&') && ((line.Length < before.Length && before[^(line.Length + 1)] == ';') || (line.Length == before.Length && rest.Contains(';')));
    }

    // {Password} of a template, @password and $1 of a statement, null and truth values.
    private static bool IsPlaceholder(ReadOnlySpan<char> rest, int length, bool spaced)
    {
        var value = rest[..length].TrimEnd(Blanks);
        return value switch
        {
            [] => rest is ['{', ..],
            "null" or "true" or "false" or "True" or "False" or "NULL" or Scrubber.Mask => true,
            ['@' or '$' or ':' or '?', ..] => spaced,
            _ => false,
        };
    }
}
