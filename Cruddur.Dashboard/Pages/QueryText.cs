using Microsoft.AspNetCore.WebUtilities;

namespace Cruddur.Dashboard.Pages;

/// <summary>Writes addresses of pages with their filters.</summary>
internal static class QueryText
{
    /// <summary>The path with those of the values that say something.</summary>
    public static string Of(string path, params IEnumerable<(string Key, string? Value)> values) =>
        QueryHelpers.AddQueryString(path, values.Where(value => !string.IsNullOrEmpty(value.Value)).ToDictionary(value => value.Key, value => value.Value));

    /// <summary>Reads a cursor; null where it is none.</summary>
    public static long? Number(string? value) => long.TryParse(value, out var number) ? number : null;

    /// <summary>What was typed, without blanks around it; null where nothing is left.</summary>
    public static string? Clean(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
