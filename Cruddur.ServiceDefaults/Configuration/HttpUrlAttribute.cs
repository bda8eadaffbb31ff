using System.ComponentModel.DataAnnotations;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>A setting that is an absolute http or https URL, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpUrlAttribute(string key, string example) : ValidationAttribute
{
    public string Key { get; } = key;

    public string Example { get; } = example;

    public override bool IsValid(object? value) => value is null or "" || TryParse((string)value) is not null;

    public override string FormatErrorMessage(string name) =>
        $"{Key} is not an absolute http or https URL without user, query and fragment. Write it like {Example}, or remove it.";

    /// <summary>The URL, or null when the text is empty or is none.</summary>
    public static Uri? TryParse(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) &&
        url is { UserInfo: "", Query: "", Fragment: "" } ? url : null;
}
