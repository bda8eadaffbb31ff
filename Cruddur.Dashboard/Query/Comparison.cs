using System.Globalization;

namespace Cruddur.Dashboard.Query;

/// <summary>How a field is compared. Texts compare without regard to case.</summary>
internal enum Comparison
{
    /// <summary>It is there, whatever its value.</summary>
    Exists,

    /// <summary>Equal; in a text, <c>*</c> stands for anything.</summary>
    Equal,

    /// <summary>The text contains the operand.</summary>
    Contains,

    /// <summary>Below.</summary>
    Less,

    /// <summary>Below, or equal.</summary>
    LessOrEqual,

    /// <summary>Above.</summary>
    Greater,

    /// <summary>Above, or equal.</summary>
    GreaterOrEqual,
}

/// <summary>What a field is compared with.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Number">As a number, where it is one: nanoseconds for times and durations, OTLP's number for levels.</param>
internal readonly record struct Operand(string Text, decimal? Number = null)
{
    /// <summary>What an attribute is compared with: as a number too, unless only a part of the text is looked for.</summary>
    public static Operand Of(string text, Comparison comparison) =>
        comparison != Comparison.Contains && decimal.TryParse(text, Digits, CultureInfo.InvariantCulture, out var number) ? new(text, number) : new(text);

    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
}
