using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>The outermost middleware: completes the server span and writes the request's one summary line, while the span is still the current one.</summary>
/// <remarks>The line doesn't repeat the exception: whoever ends it (exception handler, developer page or server) logs it, once.</remarks>
internal sealed partial class RequestObservation(
    RequestDelegate next, UntracedPaths untraced, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<RequestObservation> logger)
{
    private readonly bool _recordClientAddress = options.Value.RecordClientAddress;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
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
            Summarise(method, path, outcome, time.GetElapsedTime(started));
        }
    }

    private void Summarise(string method, PathString path, RequestOutcome outcome, TimeSpan elapsed)
    {
        if (outcome.Failed)
            Log.Failed(logger, method, path, outcome.StatusCode, elapsed.TotalMilliseconds, outcome.ErrorType);
        else
            Log.Answered(logger, untraced.Contains(path.Value ?? "") ? LogLevel.Debug : LogLevel.Information, method, path, outcome.StatusCode, elapsed.TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{Method} {Path} answered {StatusCode} in {ElapsedMs:0.0} ms")]
        public static partial void Answered(ILogger logger, LogLevel level, string method, PathString path, int statusCode, double elapsedMs);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed with {StatusCode} in {ElapsedMs:0.0} ms: {ErrorType}")]
        public static partial void Failed(ILogger logger, string method, PathString path, int statusCode, double elapsedMs, string? errorType);
    }
}
