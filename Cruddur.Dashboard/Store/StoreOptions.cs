using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store;

/// <summary>How much is kept. Above it the service with the most gives its oldest first.</summary>
internal sealed class StoreOptions : IValidatableObject
{
    public const string Section = "Dashboard:Store";

    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3650);

    /// <summary>Spans kept at most.</summary>
    public long MaxSpans { get; init; } = 1_000_000;

    /// <summary>Log records kept at most.</summary>
    public long MaxLogs { get; init; } = 1_000_000;

    /// <summary>Instruments kept at most, one for each meter, name and service instance.</summary>
    public long MaxInstruments { get; init; } = 5_000;

    /// <summary>Bytes of the file that may be in use; the file itself doesn't shrink.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>How long something is kept after it arrived.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of memory that hold what was received and not yet written, before senders are told to come back later.</summary>
    public long MaxQueuedBytes { get; init; } = 32L << 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, long Value, long Least)[] numbers =
        [
            (nameof(MaxSpans), MaxSpans, 1),
            (nameof(MaxLogs), MaxLogs, 1),
            (nameof(MaxInstruments), MaxInstruments, 1),
            (nameof(MaxBytes), MaxBytes, 1 << 20),
            (nameof(MaxQueuedBytes), MaxQueuedBytes, 1 << 16),
        ];
        foreach (var (key, value, least) in numbers.Where(one => one.Value < one.Least))
            yield return new($"{Section}:{key} is {value}; it must be at least {least}.");
        if (MaxAge <= TimeSpan.Zero || MaxAge > LongestAge)
            yield return new($"{Section}:{nameof(MaxAge)} is {MaxAge}; it must be above 0 and at most {LongestAge} (days.hours:minutes:seconds).");
    }
}

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
