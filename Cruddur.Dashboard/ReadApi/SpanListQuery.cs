using System.ComponentModel;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>What <c>/spans</c> can be asked.</summary>
internal sealed class SpanListQuery : SearchQuery
{
    [FromQuery(Name = "traceId")]
    [Description("A trace's id, 32 hexadecimal digits or in X-Ray's form.")]
    public string? TraceId { get; init; }

    [FromQuery(Name = "hasError")]
    [Description("Only spans that failed, or only those that didn't.")]
    public bool? HasError { get; init; }

    [FromQuery(Name = "follow")]
    [Description("Whether to stay and get what arrives, a line of JSON each.")]
    public bool? Follow { get; init; }

    protected override bool Follows => Follow == true;

    /// <summary>The filter that the store understands.</summary>
    public SpanFilter ToFilter(Condition where) => new()
    {
        Resources = Names,
        Run = Run,
        TraceId = TraceId,
        HasError = HasError,
        Where = where,
        Limit = Limit ?? 200,
    };
}
