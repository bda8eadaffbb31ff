using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>How a request ended, seen from outside the whole pipeline.</summary>
/// <param name="StatusCode">The status that the client gets; 499 where it left before.</param>
/// <param name="Route">The template of the endpoint that first took the request, with a leading slash; null when there was none.</param>
/// <param name="Error">The exception that nobody below caught, or that became an error page.</param>
internal sealed record RequestOutcome(int StatusCode, string? Route, Exception? Error)
{
    private const int ClientClosedRequest = 499;

    public bool Failed => StatusCode >= 500 || (Error is not null && StatusCode < 400);

    public string? ErrorType => !Failed ? null : Error?.GetType().FullName ?? StatusCode.ToString(CultureInfo.InvariantCulture);

    public static RequestOutcome Of(HttpContext context, Endpoint? endpoint, Exception? thrown)
    {
        var route = RouteOf(endpoint);
        return thrown switch
        {
            null => new(context.Response.StatusCode, route, ShownError(context)),
            OperationCanceledException or IOException when context.RequestAborted.IsCancellationRequested => new(ClientClosedRequest, route, null),
            // What the server answers when an exception reaches it; a response under way is cut off with the status that it began with.
            _ when context.Response.HasStarted => new(context.Response.StatusCode, route, thrown),
            BadHttpRequestException bad => new(bad.StatusCode, route, thrown),
            _ => new(StatusCodes.Status500InternalServerError, route, thrown),
        };
    }

    private static Exception? ShownError(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error ?? context.Features.Get<DeveloperPageException.Shown>()?.Exception;

    /// <summary>A group's own route may or may not be written with a slash at its ends; in a trace it is one route.</summary>
    public static string? RouteOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is { } route ? Slashed(route) : null;

    private static string Slashed(string route) => route is ['/', not '/', .., not '/'] or "/" ? route : $"/{route.Trim('/')}";
}
