using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>A setting that is a token of letters, digits, hyphens and underscores, or empty. What is wrong with it is told without it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccessTokenAttribute(string key) : ValidationAttribute
{
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    public string Key { get; } = key;

    public override bool IsValid(object? value) => value is null or "" || TryParse((string)value) is not null;

    public override string FormatErrorMessage(string name) =>
        $"{Key} is not an access token: it has a space, a line end, a quote or another character that no token has. Copy it again, or remove it.";

    /// <summary>The token, or null when the text is empty or is none.</summary>
    public static string? TryParse(string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed) ? value : null;
}
