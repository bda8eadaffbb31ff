namespace Cruddur.Dashboard.Store;

/// <summary>What a service gave to make room.</summary>
internal sealed record EvictedService
{
    /// <summary>Its name; empty for those that there were too many of to be counted each.</summary>
    public string Service { get; init; } = "";

    public long Spans { get; init; }

    public long Logs { get; init; }
}
