using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Rollbar's keys, at the root of configuration. Off without a token.</summary>
internal sealed class RollbarOptions
{
    /// <summary>The keys stand at the root of configuration, under the names that Rollbar gives them.</summary>
    public const string Section = "";

    private const string ItemsKey = "Rollbar:ItemsPerMinute";
    private const string RepeatsKey = "Rollbar:RepeatsPerMinute";

    /// <summary>A project's token with the scope <c>post_server_item</c>.</summary>
    [ConfigurationKeyName("ROLLBAR_ACCESS_TOKEN"), AccessToken("ROLLBAR_ACCESS_TOKEN")]
    public string? AccessToken { get; init; }

    /// <summary>A project's token with the scope <c>post_client_item</c>: Rollbar takes what happened in browsers with no other.</summary>
    [ConfigurationKeyName("ROLLBAR_CLIENT_ACCESS_TOKEN"), AccessToken("ROLLBAR_CLIENT_ACCESS_TOKEN")]
    public string? ClientAccessToken { get; init; }

    /// <summary>Another place than Rollbar's own: the host, its <c>/api/1/</c>, or the whole address of its items.</summary>
    [ConfigurationKeyName("ROLLBAR_ENDPOINT"), HttpUrl("ROLLBAR_ENDPOINT", "https://api.rollbar.com/api/1/item/")]
    public string? Endpoint { get; init; }

    /// <summary>Items that leave this process a minute, to each destination; what comes above is dropped and counted.</summary>
    [ConfigurationKeyName(ItemsKey), WholeNumber(ItemsKey, 1)]
    public string? ItemsPerMinute { get; init; }

    /// <summary>Of these, so many that tell the same; the next one that is sent says how many were left out.</summary>
    [ConfigurationKeyName(RepeatsKey), WholeNumber(RepeatsKey, 1)]
    public string? RepeatsPerMinute { get; init; }
}

/// <summary>Generated: checks <see cref="RollbarOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RollbarOptionsValidator : IValidateOptions<RollbarOptions>;
