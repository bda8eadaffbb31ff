using System.ComponentModel.DataAnnotations;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>A setting that is a list of headers, <c>name=value,name=value</c>, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderListAttribute(string key) : ValidationAttribute
{
    public string Key { get; } = key;

    public override bool IsValid(object? value) => value is null or "" || TryParse((string)value) is not null;

    public override string FormatErrorMessage(string name) => $"{Key} is not a list of headers. Write it like name=value,name=value, or remove it.";

    /// <summary>The headers, with URL-encoded values decoded as the OTLP exporter does; null when the text is no such list.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? TryParse(string? value)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var pair in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                return null;
            headers.Add(new(Uri.UnescapeDataString(pair[..equals]).Trim(), Uri.UnescapeDataString(pair[(equals + 1)..]).Trim()));
        }

        return headers;
    }
}
