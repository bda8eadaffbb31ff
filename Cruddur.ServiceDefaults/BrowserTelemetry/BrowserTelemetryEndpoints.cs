using System.Buffers;
using System.Net.Http.Headers;
using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Rollbar;
using Cruddur.ServiceDefaults.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Takes the spans of this site's own pages and passes them to wherever the server's spans go.</summary>
public static class BrowserTelemetryEndpoints
{
    internal const string Path = "/otlp/v1/traces";

    /// <summary>
    /// Maps <c>POST /otlp/v1/traces</c>: OTLP JSON from pages of the same origin, of at most 64 KiB and 128 spans. Answers 200 <c>{}</c> at once,
    /// else 400, 403 (another origin), 413, 415 or 429. It is no open relay: the resource is the server's word, and only a small shape is passed on.
    /// </summary>
    public static IEndpointConventionBuilder MapBrowserTelemetry(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.ServiceProvider.GetRequiredService<RecentDecisions>().IsOn = true;
        return endpoints.MapPost(Path, ReceiveAsync).AllowAnonymous().ExcludeFromDescription();
    }

    internal static void AddBrowserTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<BrowserSpans>();
        services.AddSingleton(provider => new BatchRate(
            provider.GetRequiredService<IOptions<BrowserTelemetryOptions>>().Value.BatchesPerSecond, provider.GetRequiredService<TimeProvider>()));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult, StatusCodeHttpResult>> ReceiveAsync(
        HttpRequest request, BatchRate rate, BrowserSpans browserSpans, BrowserErrors errors, CancellationToken cancellationToken)
    {
        if (!IsSameOrigin(request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "application/json")
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        // After the checks above: what another site's page sends must not use up what this site's pages may.
        if (!rate.TryTake())
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await ReadAsync(request, cancellationToken) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var (spans, problem) = BrowserBatch.Read(body);
        if (problem is not null)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);

        browserSpans.Add(errors.Report(spans, request.HttpContext), request.Headers.UserAgent);
        return TypedResults.Content("{}", "application/json");
    }

    // Browsers say where a request comes from and let no script change it. A proxy may end TLS, so of the origin only host and port are compared.
    private static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site == "same-origin";
        return HttpUrlAttribute.TryParse(request.Headers.Origin) is { } origin && origin.Authority == request.Host.Value;
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BrowserBatch.MaxBytes)
            return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            var tooLarge = read.Buffer.Length > BrowserBatch.MaxBytes;
            if (!tooLarge && !read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = tooLarge ? null : read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }
}
