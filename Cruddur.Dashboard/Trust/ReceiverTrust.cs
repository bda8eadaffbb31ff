using Cruddur.Dashboard.Receiving;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cruddur.Dashboard.Trust;

/// <summary>Who may send telemetry: no web page that isn't configured, and nobody without the API key where one is set.</summary>
internal sealed class ReceiverTrust(IOptions<DashboardOptions> options)
{
    private readonly HashSet<string> _origins = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);
    private readonly Secret? _key = string.IsNullOrEmpty(options.Value.OtlpApiKey) ? null : new(options.Value.OtlpApiKey);

    /// <summary>Why a request is refused; null where it isn't.</summary>
    public ReceiverRefusal? Refuse(HttpRequest request)
    {
        if (request.Headers.Origin is { Count: > 0 } origin && !_origins.Contains(origin.ToString()))
        {
            return new(RefusalReason.Origin,
                $"Web pages of {origin} may not send telemetry to the dashboard; if this one is to, set Dashboard:AllowedOrigins.");
        }

        // A browser asks first, without the key, whether it may send it.
        if (_key is not null && !IsPreflight(request) && !_key.Matches(request.Headers["x-otlp-api-key"].ToString()))
            return new(RefusalReason.Key, "The header x-otlp-api-key is missing or wrong (Dashboard:OtlpApiKey).");
        return null;
    }

    /// <summary>Tells a configured web page that it may read the answer; true where that was all it asked.</summary>
    public static bool AnswersOrigin(HttpContext context)
    {
        if (context.Request.Headers.Origin is not { Count: > 0 } origin)
            return false;
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!IsPreflight(context.Request))
            return false;
        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && !StringValues.IsNullOrEmpty(request.Headers.AccessControlRequestMethod);
}
