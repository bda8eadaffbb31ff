using System.Text;

namespace Cruddur.Dashboard.Query.Language;

/// <summary>Texts between double quotes: <c>\"</c>, <c>\\</c>, <c>\n</c>, <c>\r</c> and <c>\t</c> are one character each.</summary>
internal static class Quotes
{
    private const string Escaped = "\"\\nrt";
    private const string Meant = "\"\\\n\r\t";

    /// <summary>Puts quotes around a text. No line of an input breaks in it.</summary>
    public static string Around(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var one in text)
        {
            if (Meant.IndexOf(one, StringComparison.Ordinal) is >= 0 and var index)
                quoted.Append('\\').Append(Escaped[index]);
            else
                quoted.Append(one);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Reads the quoted text that starts at a place, and sets the place behind it.</summary>
    /// <exception cref="MalformedQueryException">It doesn't end, or has an escape that there isn't.</exception>
    public static string Read(string text, ref int at)
    {
        var start = at++;
        var read = new StringBuilder();
        while (at < text.Length)
        {
            var one = text[at++];
            if (one == '"')
                return read.ToString();
            read.Append(one == '\\' ? Unescape(text, at++) : one);
        }

        throw new MalformedQueryException(start, "These quotes aren't closed; put a \" behind the text.");
    }

    private static char Unescape(string text, int at) => at < text.Length && Escaped.IndexOf(text[at], StringComparison.Ordinal) is >= 0 and var index
        ? Meant[index]
        : throw new MalformedQueryException(at - 1, "A backslash in quotes stands before \", \\, n, r or t; write \\\\ for a backslash itself.");
}
