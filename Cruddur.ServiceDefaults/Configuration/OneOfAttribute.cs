using System.ComponentModel.DataAnnotations;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>A setting that is one of a few words, in any case, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(string key, params string[] words) : ValidationAttribute
{
    public string Key { get; } = key;

    public string[] Words { get; } = words;

    public override bool IsValid(object? value) => value is null or "" || Words.Contains((string)value, StringComparer.OrdinalIgnoreCase);

    public override string FormatErrorMessage(string name) => $"{Key} is none of {string.Join(", ", Words)}. Write one of them, or remove it for the default.";
}
