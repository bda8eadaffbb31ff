namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Texts within the bounds of an item.</summary>
internal static class Shortened
{
    private const string Sign = "…";

    /// <summary>The text, or its beginning with a sign that there is more.</summary>
    public static string Text(string text, int length)
    {
        if (text.Length <= length)
            return text;

        var end = length - Sign.Length;
        // Half a character can't be written.
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + Sign;
    }
}
