namespace Cruddur.Dashboard.Pages.Resources;

/// <summary>Brings the large palettes down to the sixteen colours that both themes have.</summary>
internal static class AnsiColour
{
    /// <summary>Reads <c>38;5;n</c> or <c>38;2;r;g;b</c> from its first number on, and moves to its last. Null where it is cut short.</summary>
    public static int? Read(List<int> numbers, ref int at)
    {
        var form = at + 1 < numbers.Count ? numbers[at + 1] : 0;
        var length = form switch { 5 => 2, 2 => 4, _ => 0 };
        var first = at + 2;
        at = Math.Min(at + length, numbers.Count - 1);
        if (length == 0 || first + length - 2 >= numbers.Count)
            return null;
        return form == 5 ? FromPalette(numbers[first]) : FromRgb(numbers[first], numbers[first + 1], numbers[first + 2]);
    }

    // 0-15 are the colours themselves, 16-231 a cube of six steps, 232-255 greys.
    private static int FromPalette(int number) => number switch
    {
        < 0 or > 255 => 7,
        < 16 => number,
        < 232 => FromRgb((number - 16) / 36 * 51, (number - 16) / 6 % 6 * 51, (number - 16) % 6 * 51),
        _ => FromRgb((number - 232) * 10, (number - 232) * 10, (number - 232) * 10),
    };

    // A bit for each of red, green and blue that is strong, as the sixteen colours are numbered; eight more where it is bright.
    private static int FromRgb(int red, int green, int blue)
    {
        var strongest = Math.Max(red, Math.Max(green, blue));
        if (strongest < 50)
            return 0;
        var threshold = strongest * 2 / 3;
        var colour = (red > threshold ? 1 : 0) | (green > threshold ? 2 : 0) | (blue > threshold ? 4 : 0);
        if (colour == 7)
            return strongest > 220 ? 15 : strongest > 130 ? 7 : 8;
        return strongest > 200 ? colour + 8 : colour;
    }
}
