using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Serilog;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>The outermost middleware: completes the server span and writes the request's one summary line, while the span is still the current one.</summary>
/// <remarks>The line doesn't repeat the exception: whoever ends it (exception handler, developer page or server) logs it, once.</remarks>
internal sealed class RequestObservation(
    RequestDelegate next, UntracedPaths untraced, ObservedRequests requests, IOptions<TelemetryOptions> options, TimeProvider time, ILogger logger)
{
    private readonly bool _recordClientAddress = options.Value.RecordClientAddress;
    private readonly RequestSummary _summary = new(logger, time);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var observed = requests.Begin(context);
        // Middleware may change both on the way.
        var (method, path) = (context.Request.Method, context.Request.PathBase + context.Request.Path);
        var endpoint = new FirstEndpoint(context.Features);
        context.Features.Set<IEndpointFeature>(endpoint);
        Exception? thrown = null;
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            thrown = error;
            throw;
        }
        finally
        {
            var outcome = RequestOutcome.Of(context, endpoint.First, thrown);
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
                ServerSpan.Complete(span, context, outcome, _recordClientAddress);
            observed?.Outcome = outcome;
            _summary.Write(method, path.ToString(), outcome, time.GetElapsedTime(started), untraced.Contains(path.Value ?? ""));
            observed?.End();
        }
    }
}
