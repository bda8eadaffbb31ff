namespace Cruddur.Dashboard.Query.Completion;

/// <summary>Helps to write query lines.</summary>
internal static class CompletionEndpoints
{
    /// <summary>Adds what completes query lines.</summary>
    public static IServiceCollection AddQueryCompletion(this IServiceCollection services) => services.AddSingleton<QueryCompletion>();

    /// <summary>Maps <c>GET /query/complete?target=spans|logs&amp;q=…&amp;at=N</c>, where <c>at</c> is a place in the line <c>q</c>, its end if left out.</summary>
    public static void MapQueryCompletion(this IEndpointRouteBuilder routes) => routes.MapGet("/query/complete", CompleteAsync);

    private static async Task<IResult> CompleteAsync(string? target, string? q, int? at, QueryCompletion completion, CancellationToken cancellationToken)
    {
        QueryTarget? asked = target switch
        {
            "spans" => QueryTarget.Spans,
            "logs" => QueryTarget.Logs,
            _ => null,
        };
        if (asked is null)
            return TypedResults.Problem("target must be spans or logs.", statusCode: StatusCodes.Status400BadRequest);
        var line = q ?? "";
        if (line.Length > Language.QueryParser.MaxLength)
            return TypedResults.Problem($"q must have at most {Language.QueryParser.MaxLength} characters.", statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(await completion.CompleteAsync(line, at ?? line.Length, asked.Value, cancellationToken));
    }
}
