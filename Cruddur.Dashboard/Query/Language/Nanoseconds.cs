using System.Buffers;
using System.Globalization;

namespace Cruddur.Dashboard.Query.Language;

/// <summary>Durations and times as people write them, in nanoseconds.</summary>
internal static class Nanoseconds
{
    // Three thousand years. No product of this number with a unit overflows.
    private const decimal Longest = 100_000_000_000_000_000_000m;
    private const decimal MaxNumber = 100_000_000_000_000m;

    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1e3m), ("µs", 1e3m), ("μs", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 60e9m), ("h", 3_600e9m), ("d", 86_400e9m),
    ];

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.");

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", .. from blank in "T " from time in (string[])["HH:mm", "HH:mm:ss.FFFFFFF"] select $"yyyy-MM-dd'{blank}'{time}K"];

    /// <summary>Reads a duration, such as <c>1.5ms</c> or <c>1m30s</c>; null where it is none.</summary>
    public static decimal? OfDuration(ReadOnlySpan<char> text)
    {
        decimal? sum = null;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExcept(NumberSigns);
            if (digits < 1 || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > MaxNumber)
                return null;
            text = text[digits..];
            var letters = text.IndexOfAny(NumberSigns) is >= 0 and var next ? next : text.Length;
            var unit = Unit(text[..letters]);
            if (unit is null)
                return null;
            sum = (sum ?? 0) + (number * unit);
            if (sum > Longest)
                return null;
            text = text[letters..];
        }

        return sum;
    }

    /// <summary>Reads a time: ISO 8601, in UTC where it has no offset; <c>now</c>; or how long ago, such as <c>-15m</c>. Null where it is none.</summary>
    public static decimal? OfTime(string text, DateTimeOffset now)
    {
        if (text == "now")
            return Of(now);
        if (text.StartsWith('-'))
            return Of(now) - OfDuration(text.AsSpan(1));
        return DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? Of(time)
            : null;
    }

    // A long of nanoseconds ends in 2262.
    private static decimal Of(DateTimeOffset time) => (decimal)(time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static decimal? Unit(ReadOnlySpan<char> name)
    {
        foreach (var (unit, nanoseconds) in Units)
        {
            if (name.SequenceEqual(unit))
                return nanoseconds;
        }

        return null;
    }
}
