using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>OpenTelemetry's standard variables for the sampler, at the root of configuration. Where set, they replace the rules; <c>xray</c>, the default, is the rules.</summary>
internal sealed class StandardSamplerOptions : IValidatableObject
{
    public const string Section = "";

    private const string Name = "OTEL_TRACES_SAMPLER";

    [ConfigurationKeyName(Name)]
    [OneOf(Name, "xray", "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio")]
    public string? Sampler { get; init; }

    [ConfigurationKeyName(Name + "_ARG")]
    public string? Argument { get; init; }

    private bool IsRatio => Sampler?.EndsWith("traceidratio", StringComparison.OrdinalIgnoreCase) == true;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsRatio && !string.IsNullOrEmpty(Argument) && Ratio() is null)
            yield return new ValidationResult($"{Name}_ARG is not a number from 0 to 1. Write one, or remove it for 1.");
    }

    /// <summary>What stands in the rules' place; null where the rules do.</summary>
    public FixedShare? Replacement(SamplingCounts counts)
    {
        var followsCallers = Sampler?.StartsWith("parentbased_", StringComparison.OrdinalIgnoreCase) == true;
        double? share = Sampler?.ToLowerInvariant() switch
        {
            "always_on" or "parentbased_always_on" => 1,
            "always_off" or "parentbased_always_off" => 0,
            "traceidratio" or "parentbased_traceidratio" => Ratio() ?? 1,
            _ => null,
        };
        return share is { } value ? new FixedShare(value, followsCallers, counts) : null;
    }

    private double? Ratio() =>
        double.TryParse(Argument, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio : null;
}

/// <summary>Generated: checks <see cref="StandardSamplerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class StandardSamplerOptionsValidator : IValidateOptions<StandardSamplerOptions>;
