namespace Cruddur.Dashboard.Pages.Resources;

/// <summary>How console text looks: a few switches and two of sixteen colours.</summary>
internal sealed record AnsiLook
{
    public static AnsiLook Plain { get; } = new();

    public bool Bold { get; init; }

    public bool Dim { get; init; }

    public bool Italic { get; init; }

    public bool Underline { get; init; }

    public int? Foreground { get; init; }

    public int? Background { get; init; }

    /// <summary>The class names that app.css has for the look.</summary>
    public string ClassNames => string.Join(' ', Names());

    /// <summary>The look after the numbers of a sequence; unknown ones change nothing.</summary>
    public AnsiLook With(ReadOnlySpan<char> codes)
    {
        var numbers = new List<int>();
        foreach (var part in codes.SplitAny(';', ':'))
            numbers.Add(int.TryParse(codes[part], out var number) ? number : 0);

        var look = this;
        for (var i = 0; i < numbers.Count; i++)
        {
            look = numbers[i] switch
            {
                0 => Plain,
                1 => look with { Bold = true },
                2 => look with { Dim = true },
                3 => look with { Italic = true },
                4 => look with { Underline = true },
                22 => look with { Bold = false, Dim = false },
                23 => look with { Italic = false },
                24 => look with { Underline = false },
                >= 30 and <= 37 => look with { Foreground = numbers[i] - 30 },
                38 => look with { Foreground = AnsiColour.Read(numbers, ref i) },
                39 => look with { Foreground = null },
                >= 40 and <= 47 => look with { Background = numbers[i] - 40 },
                48 => look with { Background = AnsiColour.Read(numbers, ref i) },
                49 => look with { Background = null },
                >= 90 and <= 97 => look with { Foreground = numbers[i] - 82 },
                >= 100 and <= 107 => look with { Background = numbers[i] - 92 },
                _ => look,
            };
        }

        return look;
    }

    private IEnumerable<string> Names()
    {
        if (Bold)
            yield return "ansi-bold";
        if (Dim)
            yield return "ansi-dim";
        if (Italic)
            yield return "ansi-italic";
        if (Underline)
            yield return "ansi-underline";
        if (Foreground is { } foreground)
            yield return $"ansi-fg-{foreground}";
        if (Background is { } background)
            yield return $"ansi-bg-{background}";
    }
}
