using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Telemetry;

/// <summary>What a service traces, and how long its telemetry may hold up its end.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>The section of configuration.</summary>
    public const string Section = "Telemetry";

    /// <summary>How long queued telemetry may take to leave once the server has stopped. Default: 5 s; zero waits for nothing.</summary>
    public TimeSpan FlushDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Paths, with everything below them, that make no spans. Configured ones replace the defaults: health checks, Blazor's transport and this library's own endpoint.</summary>
    public IReadOnlyList<string>? UntracedPaths { get; init; }

    /// <summary>Endings of paths that make no spans: static files. Configured ones replace the defaults.</summary>
    public IReadOnlyList<string>? UntracedEndings { get; init; }

    /// <summary>Whether server spans carry the caller's address (<c>client.address</c>), which is personal data. Default: no.</summary>
    public bool RecordClientAddress { get; init; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FlushDeadline < TimeSpan.Zero || FlushDeadline > TimeSpan.FromMinutes(5))
            yield return new ValidationResult($"{Section}:{nameof(FlushDeadline)} is {FlushDeadline}. Write a time from 00:00:00 to 00:05:00, or remove it for 00:00:05.");

        foreach (var path in UntracedPaths ?? [])
        {
            if (!path.StartsWith('/'))
                yield return new ValidationResult($"{Section}:{nameof(UntracedPaths)} holds \"{path}\". Begin each path with a slash.");
        }
    }
}

/// <summary>Generated: checks <see cref="TelemetryOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
