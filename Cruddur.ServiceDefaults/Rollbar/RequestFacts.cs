using System.Collections.Frozen;
using System.Diagnostics;
using System.Security.Claims;
using Cruddur.ServiceDefaults.Scrubbing;
using Cruddur.ServiceDefaults.Tracing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>What an item tells of the request that it happened in: no body ever, and of its headers only those that are known to hold nothing secret.</summary>
/// <param name="Route">The template of the route, with a leading slash.</param>
/// <param name="Request">The request, without secrets.</param>
/// <param name="Person">Who asked, where that is known.</param>
internal sealed record RequestFacts(string? Route, RollbarRequest Request, RollbarPerson? Person)
{
    private const int MaxText = 1024;
    private const int MaxId = 40;
    private const int MaxName = 255;

    private static readonly FrozenSet<string> Headers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "Content-Length", "Content-Type", "Host", "Origin", "Referer", "Sec-Fetch-Dest",
        "Sec-Fetch-Mode", "Sec-Fetch-Site", "User-Agent", "traceparent", "X-Amzn-Trace-Id", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id");

    /// <summary>Reads them on a thread of the request, while it lasts.</summary>
    public static RequestFacts Of(HttpContext context, bool recordClientAddress)
    {
        var request = context.Request;
        // A handler that shows the error has path and parameters of its own by now.
        var failed = context.Features.Get<IExceptionHandlerFeature>();
        var path = request.PathBase + (failed is null ? request.Path : new PathString(failed.Path));
        var query = QueryText.Scrubbed(request.QueryString.Value);
        return new RequestFacts(
            RequestOutcome.RouteOf(FirstEndpointOf(context)),
            new RollbarRequest
            {
                Url = Text($"{request.Scheme}://{request.Host}{Scrubber.Text(path.Value ?? "")}{query}"),
                Method = request.Method,
                Headers = request.Headers.Where(header => Headers.Contains(header.Key)).ToDictionary(header => header.Key, HeaderOf, StringComparer.Ordinal),
                Params = Parameters(failed?.RouteValues ?? request.RouteValues),
                QueryString = query.Length > 1 ? Text(query[1..]) : null,
                UserIp = recordClientAddress ? context.Connection.RemoteIpAddress?.ToString() : null,
            },
            PersonOf(context));
    }

    private static Endpoint? FirstEndpointOf(HttpContext context) =>
        context.Features.Get<IEndpointFeature>() is FirstEndpoint first ? first.First : context.GetEndpoint();

    private static string HeaderOf(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header)
    {
        var value = header.Value.ToString();
        return Text(header.Key.Equals("Referer", StringComparison.OrdinalIgnoreCase) ? QueryText.ScrubbedUrl(value) : Scrubber.Text(value));
    }

    private static Dictionary<string, string>? Parameters(RouteValueDictionary values) => values.Count == 0
        ? null
        : values.ToDictionary(pair => pair.Key, pair => Text(Scrubber.Value(pair.Key, pair.Value?.ToString()) as string ?? ""), StringComparer.Ordinal);

    // Who is signed in; else the name that the code of the request put on its span.
    private static RollbarPerson? PersonOf(HttpContext context)
    {
        var name = context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } signedIn }
            ? signedIn
            : (context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.GetTagItem("user.name") as string;
        if (string.IsNullOrEmpty(name))
            return null;

        var id = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? name;
        return new RollbarPerson(Shortened.Text(id, MaxId), Shortened.Text(name, MaxName));
    }

    private static string Text(string text) => Shortened.Text(text, MaxText);
}
