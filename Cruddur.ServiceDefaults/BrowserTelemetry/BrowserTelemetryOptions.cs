using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>How much the pages of this site may send.</summary>
internal sealed class BrowserTelemetryOptions
{
    /// <summary>The section of configuration.</summary>
    public const string Section = "BrowserTelemetry";

    /// <summary>Batches that this instance takes a second, from all browsers together; those above get 429 and are lost.</summary>
    [WholeNumber("BrowserTelemetry:BatchesPerSecond", 1)]
    public int BatchesPerSecond { get; init; } = 100;
}

/// <summary>Generated: checks <see cref="BrowserTelemetryOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class BrowserTelemetryOptionsValidator : IValidateOptions<BrowserTelemetryOptions>;
