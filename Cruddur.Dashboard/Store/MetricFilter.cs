namespace Cruddur.Dashboard.Store;

/// <summary>Which metrics to list, each with what it exported last.</summary>
internal sealed record MetricFilter
{
    /// <summary>Names of services, or display names of single instances; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only metrics that were exported last in this run; null for all.</summary>
    public long? Run { get; init; }

    /// <summary>Only those behind the one with this id.</summary>
    public long After { get; init; }

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 200;
}
