namespace Cruddur.Dashboard.Trust;

/// <summary>
/// Commands come from the dashboard's own pages, or from programs. A browser says which page a request comes from; another one's is refused before
/// anything looks at it, whatever else protects the command.
/// </summary>
internal static class CommandOrigin
{
    /// <summary>Refuses what changes something and comes from another page.</summary>
    public static IApplicationBuilder UseCommandOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        IsSafe(context.Request.Method) || IsOwn(context.Request) ? next(context) : RefuseAsync(context));

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Pages send no referrer, and with that a browser leaves the origin of a form unsaid, as "null"; but it says how the two sites are related.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site is "same-origin" or "none"
        : request.Headers.Origin is not { Count: > 0 } origin || origin == $"{request.Scheme}://{request.Host}";

    private static Task RefuseAsync(HttpContext context) =>
        TypedResults.Problem("The dashboard takes commands from its own pages, not from another web page.", statusCode: StatusCodes.Status403Forbidden)
            .ExecuteAsync(context);
}
