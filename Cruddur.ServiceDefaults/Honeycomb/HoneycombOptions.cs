using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Honeycomb;

/// <summary>Honeycomb's keys, at the root of configuration. Off without an API key.</summary>
internal sealed class HoneycombOptions
{
    /// <summary>The keys stand at the root of configuration, under the names that Honeycomb gives them.</summary>
    public const string Section = "";

    [ConfigurationKeyName("HONEYCOMB_API_KEY")]
    public string? ApiKey { get; init; }

    [ConfigurationKeyName("HONEYCOMB_ENDPOINT"), HttpUrl("HONEYCOMB_ENDPOINT", "https://api.honeycomb.io")]
    public string? Endpoint { get; init; }

    /// <summary>The dataset of metrics; traces and logs go to the one named after the service.</summary>
    [ConfigurationKeyName("HONEYCOMB_METRICS_DATASET")]
    public string? MetricsDataset { get; init; }
}

/// <summary>Generated: checks <see cref="HoneycombOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class HoneycombOptionsValidator : IValidateOptions<HoneycombOptions>;
