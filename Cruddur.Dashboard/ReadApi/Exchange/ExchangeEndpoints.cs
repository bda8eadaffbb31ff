using System.ComponentModel;
using System.IO.Compression;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.ReadApi.Documentation;
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
        api.MapGet("/export", Export)
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson").ProducesProblem(StatusCodes.Status400BadRequest)
            .Describe("exportTelemetry", "Writes everything that is stored, or what matches, as requests of OTLP in JSON, a line each.", "export?search=service%3Dapi");
        api.MapPost("/import", ImportAsync)
            .Produces<ImportAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Describe("importTelemetry", "Takes in what the export writes, or the OpenTelemetry Collector's file exporter, plain or gzip.", "import");
    }

    private static IResult Export(
        [Description("A run's number, as /runs has it: one start of the dashboard.")] long? run,
        [Description("A query line that spans and log records are to match; metrics are left out then.")] string? search,
        TimeProvider clock)
    {
        var spans = QueryReader.Read(search ?? "", QueryTarget.Spans, clock.GetUtcNow());
        var logs = QueryReader.Read(search ?? "", QueryTarget.Logs, clock.GetUtcNow());
        return (spans.Problem ?? logs.Problem) is { } problem
            ? SearchQuery.Refuse(problem)
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
