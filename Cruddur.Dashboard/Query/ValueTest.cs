using System.Globalization;
using System.IO.Enumeration;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query;

/// <summary>Compares one value with an operand.</summary>
internal static class ValueTest
{
    /// <summary>Whether a value passes; of a list, whether one of its items does.</summary>
    public static bool Holds(TelemetryValue value, Comparison comparison, Operand operand) => value switch
    {
        _ when comparison == Comparison.Exists => true,
        ArrayValue array => array.Items.Any(item => Holds(item, comparison, operand)),
        IntValue number => Holds(number.Value, comparison, operand),
        DoubleValue number => Holds(number.Value, comparison, operand),
        _ => Holds(value.ToString() ?? "", comparison, operand),
    };

    /// <summary>Whether a whole number passes.</summary>
    public static bool Holds(long value, Comparison comparison, Operand operand) => operand.Number is { } number && comparison != Comparison.Contains
        ? Passes(((decimal)value).CompareTo(number), comparison)
        : Holds(value.ToString(CultureInfo.InvariantCulture), comparison, operand);

    /// <summary>Whether a number passes.</summary>
    public static bool Holds(double value, Comparison comparison, Operand operand) => operand.Number is { } number && comparison != Comparison.Contains
        ? !double.IsNaN(value) && Passes(value.CompareTo((double)number), comparison)
        : Holds(value.ToString(CultureInfo.InvariantCulture), comparison, operand);

    /// <summary>Whether a text passes. Against a number, a text that is one compares as a number.</summary>
    public static bool Holds(string text, Comparison comparison, Operand operand) => comparison switch
    {
        Comparison.Exists => true,
        Comparison.Contains => text.Contains(operand.Text, StringComparison.OrdinalIgnoreCase),
        Comparison.Equal => IsLike(text, operand.Text),
        _ when operand.Number is { } number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var own) =>
            Passes(own.CompareTo(number), comparison),
        _ => Passes(string.Compare(text, operand.Text, StringComparison.OrdinalIgnoreCase), comparison),
    };

    private static bool IsLike(string text, string pattern) => pattern.Contains('*')
        // Its own wildcards are the two of file names; a question mark stands in many a query, and is meant as one.
        ? FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal), text)
        : string.Equals(text, pattern, StringComparison.OrdinalIgnoreCase);

    private static bool Passes(int order, Comparison comparison) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        _ => false,
    };
}
