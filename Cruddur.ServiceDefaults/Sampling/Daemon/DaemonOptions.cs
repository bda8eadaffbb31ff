using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>The X-Ray daemon. Off without an address.</summary>
internal sealed class DaemonOptions
{
    /// <summary>The variable stands at the root of configuration, under the name that AWS gave it.</summary>
    public const string Section = "";

    [ConfigurationKeyName(DaemonAddress.Key), DaemonAddress]
    public string? Address { get; init; }
}

/// <summary>Generated: checks <see cref="DaemonOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DaemonOptionsValidator : IValidateOptions<DaemonOptions>;
