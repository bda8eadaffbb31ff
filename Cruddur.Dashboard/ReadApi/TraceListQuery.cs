using System.ComponentModel;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>What <c>/traces</c> can be asked.</summary>
internal sealed class TraceListQuery : SearchQuery
{
    [FromQuery(Name = "hasError")]
    [Description("Only traces with a failed span, or only those without.")]
    public bool? HasError { get; init; }

    [FromQuery(Name = "order")]
    [Description("Which come first: newest, oldest, longest or shortest.")]
    public string? Order { get; init; }

    private TraceOrder? TraceOrder => Named(Order, Enum.GetValues<TraceOrder>());

    /// <summary>The filter that the store understands.</summary>
    public TraceFilter ToFilter(Condition where) => new()
    {
        Resources = Names,
        Run = Run,
        HasError = HasError,
        Where = where,
        Order = TraceOrder ?? Store.TraceOrder.Newest,
        Limit = Limit ?? 100,
    };

    protected override string? Malformed() => string.IsNullOrEmpty(Order) || TraceOrder is not null
        ? base.Malformed()
        : $"order must be one of {string.Join(", ", Enum.GetNames<TraceOrder>()).ToLowerInvariant()}.";
}
