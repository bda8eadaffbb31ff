using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Metrics;

/// <summary>Measured values for people, by the unit that the instrument has (UCUM's).</summary>
internal static class Measure
{
    private const double MostNanoseconds = 9e18;
    private const double MostDigits = 1e15;
    private const double LeastPlain = 1e-4;

    private static readonly string[] Bytes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>12.3 ms, 4.5 MiB, 1,234, 0.25 %, NaN, ∞.</summary>
    public static string Of(double value, string unit) => unit switch
    {
        _ when !double.IsFinite(value) => NotFinite(value),
        "s" => Duration(value, 1e9, unit),
        "ms" => Duration(value, 1e6, unit),
        "us" => Duration(value, 1e3, unit),
        "ns" => Duration(value, 1, unit),
        "min" => Duration(value, 60e9, unit),
        "h" => Duration(value, 3600e9, unit),
        "By" => OfBytes(value),
        // What is counted stands beside the name.
        "" or "1" or ['{', .., '}'] => Number(value),
        _ => $"{Number(value)} {unit}",
    };

    /// <summary>The same of a number as it was sent.</summary>
    public static string Of(TelemetryValue value, string unit) => value switch
    {
        IntValue whole when unit is "" or "1" or ['{', .., '}'] => whole.Value.ToString("N0"),
        IntValue whole => Of(whole.Value, unit),
        DoubleValue number => Of(number.Value, unit),
        _ => "–",
    };

    /// <summary>What is said of a quantile: ≈ 12 ms, ≥ 10 s.</summary>
    public static string Of(QuantileEstimate estimate, string unit) =>
        $"{estimate.Bound switch { QuantileBound.AtLeast => '≥', QuantileBound.AtMost => '≤', _ => '≈' }} {Of(estimate.Value, unit)}";

    /// <summary>A bucket's bounds: ≤ 5 ms, 5 ms – 10 ms, &gt; 10 s.</summary>
    public static string Of(Bucket bucket, string unit) => (double.IsInfinity(bucket.Lower), double.IsInfinity(bucket.Upper)) switch
    {
        (true, true) => "all",
        (true, false) => $"≤ {Of(bucket.Upper, unit)}",
        (false, true) => $"> {Of(bucket.Lower, unit)}",
        _ => $"{Of(bucket.Lower, unit)} – {Of(bucket.Upper, unit)}",
    };

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";

    private static string Duration(double value, double nanos, string unit) =>
        value == 0 ? $"0 {unit}" : Math.Abs(value * nanos) is >= 1 and < MostNanoseconds ? DurationText.Of((long)Math.Round(value * nanos)) : $"{Number(value)} {unit}";

    private static string OfBytes(double value)
    {
        var power = 0;
        for (; Math.Abs(value) >= 1024 && power < Bytes.Length - 1; power++)
            value /= 1024;
        return $"{(power == 0 ? Number(value) : value.ToString(Math.Abs(value) < 10 ? "0.##" : Math.Abs(value) < 100 ? "0.#" : "#,0"))} {Bytes[power]}";
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < LeastPlain or >= MostDigits => value.ToString("0.###E+0"),
        < 1 => value.ToString("0.####"),
        _ => value.ToString("#,0.##"),
    };
}
