using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store;

/// <summary>How much is kept. What is oldest goes first.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Dashboard:Store";

    /// <summary>Spans kept at most.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Dashboard:Store:MaxSpans must be at least 1.")]
    public long MaxSpans { get; init; } = 1_000_000;

    /// <summary>Log records kept at most.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Dashboard:Store:MaxLogs must be at least 1.")]
    public long MaxLogs { get; init; } = 1_000_000;

    /// <summary>Instruments kept at most, one for each meter, name and service instance.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Dashboard:Store:MaxInstruments must be at least 1.")]
    public long MaxInstruments { get; init; } = 5_000;

    /// <summary>Bytes of the file that may be in use; the file itself doesn't shrink.</summary>
    [Range(1 << 20, long.MaxValue, ErrorMessage = "Dashboard:Store:MaxBytes must be at least 1048576 (1 MiB).")]
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>How long something is kept after it arrived.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "Dashboard:Store:MaxAge must be between 00:00:01 and 3650.00:00:00.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bytes received and not yet written, before senders are told to come back later.</summary>
    [Range(1 << 16, 1L << 32, ErrorMessage = "Dashboard:Store:MaxQueuedBytes must be between 65536 (64 KiB) and 4294967296 (4 GiB).")]
    public long MaxQueuedBytes { get; init; } = 64L << 20;
}

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
