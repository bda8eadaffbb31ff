using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Cruddur.Web.Telemetry;

/// <summary>The ids of the request that a page answers: the browser's spans continue its trace, and people quote it.</summary>
public sealed record PageTrace(string TraceParent, string TraceId)
{
    /// <summary>X-Ray's form of the same id: <c>1-8hex-24hex</c>.</summary>
    public string XRayTraceId => $"1-{TraceId[..8]}-{TraceId[8..]}";

    /// <summary>The server's own span, whatever else is current while components render.</summary>
    public static PageTrace? Of(HttpContext http) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id } span
            ? new(id, span.TraceId.ToHexString())
            : null;
}
