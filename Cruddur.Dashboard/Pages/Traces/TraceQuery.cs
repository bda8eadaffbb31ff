using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Traces;

/// <summary>The filters of the list of traces, as they stand in the address.</summary>
public sealed record TraceQuery(string? Service, bool ErrorsOnly, string? Text, long? Before)
{
    /// <summary>The list's path.</summary>
    public const string Path = "traces";

    /// <summary>How many traces are on a page.</summary>
    public const int PageSize = 100;

    /// <summary>Whether something is filtered out.</summary>
    public bool IsFiltered => Service is not null || ErrorsOnly || Text is not null;

    /// <summary>The address of the list with these filters.</summary>
    public string Href => QueryText.Of(
        Path, ("service", Service), ("errors", ErrorsOnly ? "true" : null), ("q", Text), ("before", Before?.ToString()));

    /// <summary>The filter that the store understands.</summary>
    internal TraceFilter ToFilter() => new()
    {
        Resources = Service is null ? [] : [Service],
        HasError = ErrorsOnly ? true : null,
        Where = Text is null ? Condition.Always : new AnyText(Text),
        Before = Before,
        Limit = PageSize,
    };
}
