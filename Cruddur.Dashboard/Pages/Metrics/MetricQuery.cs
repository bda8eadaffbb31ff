using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Metrics;

/// <summary>The filters of the tree of instruments and the one that is looked at, as they stand in the address.</summary>
public sealed record MetricQuery(string? Service, string? Text, long? Run)
{
    /// <summary>The page's path.</summary>
    public const string Path = "metrics";

    /// <summary>How many instruments are on the page; whoever has more narrows them down.</summary>
    public const int PageSize = 300;

    /// <summary>How many of an instrument's points stand in the tree.</summary>
    public const int PointsInTree = 3;

    /// <summary>Whether something is filtered out.</summary>
    public bool IsFiltered => Service is not null || Text is not null || Run is not null;

    /// <summary>The address of the tree with these filters.</summary>
    public string Href => QueryText.Of(Path, Values);

    private IEnumerable<(string Key, string? Value)> Values => [("service", Service), ("q", Text), ("run", Run?.ToString())];

    /// <summary>The address with one instrument opened; of several instances of its service, the one with this number.</summary>
    public string HrefOf(InstrumentKey key, long? instance = null) => QueryText.Of(
        Path, [.. Values, ("of", key.Service), ("meter", key.Meter), ("instrument", key.Name), ("instance", instance?.ToString())]) + "#instrument";

    /// <summary>The filter that the store understands.</summary>
    internal InstrumentFilter ToFilter() => new()
    {
        Resources = Service is null ? [] : [Service],
        Text = Text,
        Run = Run,
        Limit = PageSize,
        Points = PointsInTree,
    };
}
