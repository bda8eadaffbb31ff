using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Resources;

/// <summary>Where the host's resource feed is. Without an address there is none, and the dashboard lists the services seen in telemetry.</summary>
internal sealed class ResourceFeedOptions : IValidatableObject
{
    /// <summary>The base address of the feed.</summary>
    [ConfigurationKeyName("RESOURCE_SERVICE_URL")]
    public string Url { get; init; } = "";

    /// <summary>The bearer key of the feed.</summary>
    [ConfigurationKeyName("RESOURCE_SERVICE_KEY")]
    public string Key { get; init; } = "";

    /// <summary>Whether there is a feed to read.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Url);

    /// <summary>Checks that the address is one, and that there is a key to it.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
            yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new("RESOURCE_SERVICE_URL must be an http address such as http://localhost:18889; remove it to go without the resource feed.", [nameof(Url)]);
        if (string.IsNullOrWhiteSpace(Key))
            yield return new("RESOURCE_SERVICE_KEY is missing: the resource feed at RESOURCE_SERVICE_URL wants its bearer key.", [nameof(Key)]);
    }
}

[OptionsValidator]
internal sealed partial class ResourceFeedOptionsValidator : IValidateOptions<ResourceFeedOptions>;
