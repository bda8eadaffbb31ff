using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Which requests are traced. See <see cref="StandardSamplerOptions"/> for OpenTelemetry's own variables.</summary>
public sealed class SamplingOptions
{
    /// <summary>The section of configuration.</summary>
    public const string Section = "Sampling";

    /// <summary>Whether X-Ray's rules decide. Default: yes; without them everything is sampled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether a caller that has decided is followed, and weighs what it says. Default: yes, as between services; at the edge, where anybody calls, no.
    /// </summary>
    public bool TrustCallers { get; init; } = true;

    /// <summary>A file of rules in the form that <c>GetSamplingRules</c> answers, below the content root. Default: its <c>xray.json</c> if there is one, else the rules built in.</summary>
    public string? RulesFile { get; init; }

    /// <summary>Whether what the rules drop is recorded for the local dashboard alone. Default: in Development, where there is one (<c>Dashboard:OtlpEndpoint</c>).</summary>
    public bool? CaptureAll { get; init; }
}

/// <summary>Refuses a file of rules that is not one.</summary>
internal sealed class SamplingOptionsValidator(IHostEnvironment environment) : IValidateOptions<SamplingOptions>
{
    public ValidateOptionsResult Validate(string? name, SamplingOptions options)
    {
        var (_, path, problems) = new LocalRulesFile(environment).Read(options);
        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => $"The sampling rules in {path}: {problem}. Mend the file, or remove it (or {SamplingOptions.Section}:{nameof(options.RulesFile)}) for the rules built in."));
    }
}
