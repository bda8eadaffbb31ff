namespace Cruddur.Dashboard.Query.Language;

/// <summary>Says what needs no quotes.</summary>
internal static class PlainText
{
    /// <summary>Whether a text is read as one name, or one text by itself.</summary>
    public static bool IsWord(string text) =>
        IsUnbroken(text) && text[0] != '-' && text.AsSpan().IndexOfAny("=<>:!") < 0 && !FieldNames.Words.Contains(text);

    /// <summary>Whether a text is read as one value behind an operator.</summary>
    public static bool IsValue(string text, Comparison comparison) =>
        IsUnbroken(text) && !"=<>".Contains(text[0], StringComparison.Ordinal) &&
        (comparison != Comparison.Contains || (text != "*" && !text.StartsWith("//", StringComparison.Ordinal)));

    private static bool IsUnbroken(string text) =>
        text.Length > 0 && !text.Any(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '"' or '(' or ')');
}
