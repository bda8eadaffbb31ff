using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>A setting that is a whole number, or empty. Kept as text, one that is no number is reported together with all others.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberAttribute(string key, int minimum) : ValidationAttribute
{
    public string Key { get; } = key;

    public int Minimum { get; } = minimum;

    public override bool IsValid(object? value) => value switch
    {
        null or "" => true,
        int number => number >= Minimum,
        _ => TryParse(value as string) >= Minimum,
    };

    public override string FormatErrorMessage(string name) => $"{Key} is not a whole number of at least {Minimum}. Write one, or remove it for the default.";

    /// <summary>The number, or null when the text is empty or is none.</summary>
    public static int? TryParse(string? value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number, or another where the text is none or is not above zero; what is wrong with it is told at start.</summary>
    public static int Or(string? value, int otherwise) => TryParse(value) is { } number and > 0 ? number : otherwise;
}
