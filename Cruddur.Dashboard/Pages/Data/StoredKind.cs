using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Data;

/// <summary>How much there is of something, against its bound.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Count">How much is stored.</param>
/// <param name="Bound">How much there may be.</param>
/// <param name="Evicted">How much was removed to make room; null where that isn't counted.</param>
/// <param name="Setting">The key of the bound.</param>
/// <param name="IsBytes">Whether it is counted in bytes.</param>
public sealed record StoredKind(string Name, long Count, long Bound, long? Evicted, string Setting, bool IsBytes = false)
{
    /// <summary>The part of the bound that is used, 0 to 1.</summary>
    public double Part => Bound <= 0 ? 1 : Math.Clamp((double)Count / Bound, 0, 1);

    /// <summary>What is counted, with the bounds of the options.</summary>
    internal static IReadOnlyList<StoredKind> Of(TelemetryCounts counts, long usedBytes, StoreOptions options) =>
    [
        new("Spans", counts.Spans, options.MaxSpans, counts.EvictedSpans, nameof(StoreOptions.MaxSpans)),
        new("Log records", counts.Logs, options.MaxLogs, counts.EvictedLogs, nameof(StoreOptions.MaxLogs)),
        new("Instruments", counts.Instruments, options.MaxInstruments, null, nameof(StoreOptions.MaxInstruments)),
        new("Disk", usedBytes, options.MaxBytes, null, nameof(StoreOptions.MaxBytes), IsBytes: true),
    ];
}
