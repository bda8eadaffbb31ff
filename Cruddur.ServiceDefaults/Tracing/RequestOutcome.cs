using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>How a request ended, seen from outside the whole pipeline.</summary>
/// <param name="StatusCode">The status that the client gets; 499 where it left before.</param>
/// <param name="Route">The template of the endpoint that first took the request, with a leading slash; null when there was none.</param>
/// <param name="Error">The exception that nobody below caught, or that the exception handler turned into a page.</param>
internal sealed record RequestOutcome(int StatusCode, string? Route, Exception? Error)
{
    private const int ClientClosedRequest = 499;

    public bool Failed => StatusCode >= 500 || (Error is not null && StatusCode < 400);

    public string? ErrorType => !Failed ? null : Error?.GetType().FullName ?? StatusCode.ToString();

    public static RequestOutcome Of(HttpContext context, Exception? thrown) => thrown switch
    {
        null => new(context.Response.StatusCode, RouteOf(context), context.Features.Get<IExceptionHandlerFeature>()?.Error),
        OperationCanceledException or IOException when context.RequestAborted.IsCancellationRequested => new(ClientClosedRequest, RouteOf(context), null),
        // What the server answers when an exception reaches it; a response under way is cut off with the status that it began with.
        _ when context.Response.HasStarted => new(context.Response.StatusCode, RouteOf(context), thrown),
        BadHttpRequestException bad => new(bad.StatusCode, RouteOf(context), thrown),
        _ => new(StatusCodes.Status500InternalServerError, RouteOf(context), thrown),
    };

    // Exception handlers and status code pages run the pipeline a second time, for another endpoint, and keep the first in a feature.
    private static string? RouteOf(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
            ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
            ?? context.GetEndpoint();
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { Endpoint: null })
            return null;

        var route = endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
        return route is null || route.StartsWith('/') ? route : "/" + route;
    }
}
