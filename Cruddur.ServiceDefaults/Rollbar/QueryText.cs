using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>A query without its secrets, and otherwise as it came.</summary>
internal static class QueryText
{
    /// <summary>The query, with its question mark where it has one.</summary>
    public static string Scrubbed(string? query) => string.IsNullOrEmpty(query) ? "" : string.Join('&', query.Split('&').Select(Parameter));

    /// <summary>The URL with its query scrubbed, and without a fragment: sign-in flows hand over tokens in it.</summary>
    public static string ScrubbedUrl(string url)
    {
        var address = url.Split('#', 2)[0];
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? Scrubber.Text(address) : Scrubber.Text(address[..query]) + Scrubbed(address[query..]);
    }

    private static string Parameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return Scrubber.Text(parameter);

        var key = Decoded(parameter[..equals].TrimStart('?'));
        var value = Decoded(parameter[(equals + 1)..]);
        // What is encoded is looked at decoded: a secret may show only then.
        return Scrubber.IsSecret(key) || !ReferenceEquals(Scrubber.Text(value), value)
            ? $"{parameter[..equals]}={Scrubber.Mask}"
            : parameter;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
