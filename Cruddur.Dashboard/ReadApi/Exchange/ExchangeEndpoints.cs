using System.IO.Compression;
using Cruddur.Dashboard.Query;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cruddur.Dashboard.ReadApi.Exchange;

/// <summary>Takes telemetry out of the store, and into another.</summary>
internal static class ExchangeEndpoints
{
    /// <summary>Adds what takes telemetry in.</summary>
    public static IServiceCollection AddTelemetryExchange(this IServiceCollection services) => services.AddSingleton<TelemetryImport>();

    /// <summary>Maps <c>GET export?run=&amp;search=</c> and <c>POST import</c>.</summary>
    public static void MapTelemetryExchange(this IEndpointRouteBuilder api)
    {
        api.MapGet("/export", Export);
        api.MapPost("/import", ImportAsync);
    }

    private static IResult Export(long? run, string? search, TimeProvider clock)
    {
        var spans = QueryReader.Read(search ?? "", QueryTarget.Spans, clock.GetUtcNow());
        var logs = QueryReader.Read(search ?? "", QueryTarget.Logs, clock.GetUtcNow());
        return (spans.Problem ?? logs.Problem) is { } problem
            ? TelemetryQuery.MalformedSearch(problem)
            : new TelemetryExport(run, spans.Condition, logs.Condition, withMetrics: string.IsNullOrWhiteSpace(search));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, TelemetryImport import, IHostApplicationLifetime life)
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            context.Response.Headers.AcceptEncoding = "gzip";
            return TypedResults.Problem($"Content-Encoding {encoding} isn't known; send gzip or none.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        // Far above what one request of telemetry may have; the import counts for itself.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping, context.RequestAborted);
        await using var unpacked = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        var answer = new ImportAnswer();
        try
        {
            await import.ImportAsync(encoding == "gzip" ? unpacked : context.Request.Body, answer, either.Token);
        }
        catch (BadHttpRequestException e)
        {
            return Problem(answer, e.Message, e.StatusCode);
        }
        catch (InvalidDataException e)
        {
            return Problem(answer, $"The body isn't gzip, as Content-Encoding says: {e.Message}", StatusCodes.Status400BadRequest);
        }
        catch (TimeoutException)
        {
            return Problem(answer, "The store has no room for more; send what wasn't taken again later.", StatusCodes.Status503ServiceUnavailable);
        }

        return answer is { Lines: 0, RefusedLines: > 0 }
            ? Problem(answer, "No line could be read.", StatusCodes.Status400BadRequest)
            : TypedResults.Ok(answer);
    }

    // What was taken before stays taken, so it is said too.
    private static ProblemHttpResult Problem(ImportAnswer answer, string detail, int status) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("imported", answer)]);
}
