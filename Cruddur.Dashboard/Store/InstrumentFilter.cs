namespace Cruddur.Dashboard.Store;

/// <summary>Which instruments to list; by service, meter and name. Of several instances of a service the one that exported last is listed.</summary>
internal sealed record InstrumentFilter
{
    /// <summary>Names of services, or display names of single instances; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>What the name of the instrument or of its meter contains, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Only what was exported in this run of the dashboard.</summary>
    public long? Run { get; init; }

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 500;

    /// <summary>Of each at most this many points.</summary>
    public int Points { get; init; } = 20;
}

/// <summary>Which one instrument to read.</summary>
public sealed record InstrumentKey(string Service, string Meter, string Name);

/// <summary>An instrument in a list.</summary>
/// <param name="Latest">What it exported last.</param>
/// <param name="Instances">How many instances of the service have it.</param>
public sealed record InstrumentSummary(Instrument Latest, int Instances)
{
    /// <summary>What it is asked for by.</summary>
    public InstrumentKey Key => new(Latest.Resource.ServiceName, Latest.Scope.Name, Latest.Name);
}
