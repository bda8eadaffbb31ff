namespace Cruddur.Dashboard.Pages.Resources;

/// <summary>A control sequence at the start of a text.</summary>
internal readonly ref struct AnsiSequence(int length, ReadOnlySpan<char> codes, bool isLook)
{
    /// <summary>How many characters it takes.</summary>
    public int Length { get; } = length;

    /// <summary>The numbers of a sequence that sets the look (SGR).</summary>
    public ReadOnlySpan<char> Codes { get; } = codes;

    /// <summary>Whether it is a sequence that sets the look.</summary>
    public bool IsLook { get; } = isLook;

    /// <summary>Reads the sequence that begins with the escape at the start of the text; one that doesn't end takes the rest of it.</summary>
    public static AnsiSequence Read(ReadOnlySpan<char> text) => text.Length < 2 ? Dropped(text.Length) : text[1] switch
    {
        '[' => ReadControl(text),
        ']' or 'P' or '_' or '^' => ReadString(text),
        '(' or ')' or '#' or '%' => Dropped(Math.Min(3, text.Length)),
        _ => Dropped(2),
    };

    // ESC [ parameters final: ESC[1;31m
    private static AnsiSequence ReadControl(ReadOnlySpan<char> text)
    {
        var end = text[2..].IndexOfAnyInRange('@', '~');
        return end < 0 ? Dropped(text.Length) : new(end + 3, text.Slice(2, end), text[end + 2] == 'm');
    }

    // ESC ] text BEL, or ESC ] text ESC \ : titles and links
    private static AnsiSequence ReadString(ReadOnlySpan<char> text)
    {
        var end = text[2..].IndexOfAny('\u0007', '\u001b');
        if (end < 0)
            return Dropped(text.Length);
        return text[end + 2] == '\u0007' ? Dropped(end + 3) : Dropped(Math.Min(end + 4, text.Length));
    }

    private static AnsiSequence Dropped(int length) => new(length, [], isLook: false);
}
