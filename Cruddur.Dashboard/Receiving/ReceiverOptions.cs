using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Receiving;

/// <summary>How much of the dashboard senders may take up, however many there are and whatever they send.</summary>
internal sealed class ReceiverOptions : IValidatableObject
{
    public const string Section = "Dashboard:Receivers";

    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>Connections that one port has at a time; each port has its own.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>Records (spans, log records, metrics) of one request.</summary>
    public int MaxRecords { get; init; } = 100_000;

    /// <summary>Bytes of memory for all requests that are being read; each has its first 256 KiB beside this.</summary>
    public long MaxBytes { get; init; } = 128L << 20;

    /// <summary>How long the head of a request may take to arrive.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the body of a request may take to arrive.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, long Value, long Least)[] numbers =
            [(nameof(MaxConnections), MaxConnections, 1), (nameof(MaxRecords), MaxRecords, 1), (nameof(MaxBytes), MaxBytes, 1 << 20)];
        foreach (var (key, value, least) in numbers.Where(one => one.Value < one.Least))
            yield return new($"{Section}:{key} is {value}; it must be at least {least}.");
        (string Key, TimeSpan Value)[] times = [(nameof(HeadTimeout), HeadTimeout), (nameof(BodyTimeout), BodyTimeout)];
        foreach (var (key, value) in times.Where(one => one.Value <= TimeSpan.Zero || one.Value > LongestTime))
            yield return new($"{Section}:{key} is {value}; it must be above 0 and at most {LongestTime} (hours:minutes:seconds).");
    }
}

[OptionsValidator]
internal sealed partial class ReceiverOptionsValidator : IValidateOptions<ReceiverOptions>;
