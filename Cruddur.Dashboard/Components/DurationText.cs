namespace Cruddur.Dashboard.Components;

/// <summary>Durations for people: three digits and the unit that suits.</summary>
internal static class DurationText
{
    private const double Microsecond = 1e3;
    private const double Millisecond = 1e6;
    private const double Second = 1e9;

    /// <summary>850 ns, 12.3 µs, 4.56 ms, 1.24 s, 2 m 03 s, 1 h 02 m, 3 d 04 h.</summary>
    public static string Of(long nanos) => nanos switch
    {
        < 0 => "-" + Of(nanos == long.MinValue ? long.MaxValue : -nanos),
        0 => "0",
        < 1_000 => $"{nanos} ns",
        < 999_500 => $"{ThreeDigits(nanos / Microsecond)} µs",
        < 999_500_000 => $"{ThreeDigits(nanos / Millisecond)} ms",
        < 59_950_000_000 => $"{ThreeDigits(nanos / Second)} s",
        _ => OfSeconds((long)Math.Round(nanos / Second)),
    };

    private static string OfSeconds(long seconds) => seconds switch
    {
        < 3_600 => $"{seconds / 60} m {seconds % 60:00} s",
        < 86_400 => $"{seconds / 3_600} h {seconds / 60 % 60:00} m",
        _ => $"{seconds / 86_400} d {seconds / 3_600 % 24:00} h",
    };

    private static string ThreeDigits(double value) => value switch
    {
        < 9.995 => value.ToString("0.##"),
        < 99.95 => value.ToString("0.#"),
        _ => value.ToString("0"),
    };
}
