using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Traces;

/// <summary>What the list of traces shows, as it stands in the address.</summary>
/// <param name="Line">The query line; empty for all traces.</param>
public sealed record TraceQuery(string Line)
{
    /// <summary>The list's path.</summary>
    public const string Path = "traces";

    /// <summary>How many traces are on a page.</summary>
    public const int PageSize = 100;

    // More points lie on each other, and make the page heavy.
    private const int MaxPoints = 500;

    /// <summary>Which traces come first.</summary>
    internal TraceOrder Order { get; init; }

    /// <summary>The run that they came in; null for all.</summary>
    public long? Run { get; init; }

    /// <summary>What is listed is behind the trace of this cursor; null for the first page.</summary>
    public long? Before { get; init; }

    /// <summary>The address of the list.</summary>
    public string Href => QueryText.Of(Path, ("q", Line), ("run", Run?.ToString()), ("sort", Sort), ("before", Before?.ToString()));

    /// <summary>The order as it stands in the address; null for the one that goes without saying.</summary>
    public string? Sort => Order == TraceOrder.Newest ? null : Order.ToString().ToLowerInvariant();

    /// <summary>Reads the address, and those of old, which had a field for the service and one for errors.</summary>
    public static TraceQuery Read(string? line, string? sort, string? run, string? before, string? service, bool errorsOnly)
    {
        var whole = QueryText.Clean(line) ?? "";
        if (QueryText.Clean(service) is { } name)
            whole = QueryEdit.With(whole, QueryWriter.Term(new Field(FieldKind.Service), name));
        if (errorsOnly)
            whole = QueryEdit.With(whole, QueryWriter.Term(new Field(FieldKind.Status), "error"));
        return new(whole)
        {
            Order = Enum.GetValues<TraceOrder>().FirstOrDefault(order => order.ToString().Equals(sort, StringComparison.OrdinalIgnoreCase)),
            Run = QueryText.Number(run),
            Before = QueryText.Number(before),
        };
    }

    /// <summary>The address of the list with another line, from its first page on.</summary>
    public string HrefOf(string line) => (this with { Line = line, Before = null }).Href;

    /// <summary>The address of the list in another order, from its first page on.</summary>
    internal string HrefOf(TraceOrder order) => (this with { Order = order, Before = null }).Href;

    /// <summary>The filter that the store understands.</summary>
    internal TraceFilter ToFilter(Condition where) => new() { Where = where, Run = Run, Order = Order, Before = Before, Limit = PageSize };

    /// <summary>The filter for the picture above the list, which is the same for all pages.</summary>
    internal TraceFilter ToPoints(Condition where) => new() { Where = where, Run = Run, Limit = MaxPoints };
}
