using Cruddur.ServiceDefaults.Configuration;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Where items go.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Url">The address to which items are posted.</param>
/// <param name="Token">The access token, never shown.</param>
/// <param name="TokenKey">The key of the setting that the token comes from.</param>
/// <param name="Takes">Which items it takes.</param>
internal sealed record RollbarDestination(string Name, Uri Url, string Token, string TokenKey, RollbarOrigins Takes)
{
    private const string ItemPath = "/api/1/item/";

    private static readonly Uri Rollbar = new("https://api.rollbar.com" + ItemPath);

    /// <summary>What to do when the token is refused.</summary>
    public string TokenAdvice =>
        $"Check {TokenKey}: it must be a token of the project with the scope {(Takes == RollbarOrigins.Browser ? "post_client_item" : "post_server_item")}";

    /// <summary>The address of items at an endpoint that is written as a host, as the .NET package wants it (<c>…/api/1/</c>) or as the others do (<c>…/api/1/item/</c>).</summary>
    public static Uri ItemsAt(string? endpoint)
    {
        if (HttpUrlAttribute.TryParse(endpoint) is not { } url)
            return Rollbar;

        var path = url.AbsolutePath.TrimEnd('/');
        return path switch
        {
            "" => new Uri(url, ItemPath),
            _ when path.EndsWith("/item", StringComparison.Ordinal) => new Uri(url, path + "/"),
            _ when path.EndsWith("/api/1", StringComparison.Ordinal) => new Uri(url, path + "/item/"),
            _ => new Uri(url, path + ItemPath),
        };
    }
}

/// <summary>Where what an item tells happened: Rollbar has a kind of token for each.</summary>
[Flags]
internal enum RollbarOrigins
{
    Server = 1,
    Browser = 2,
}
