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

    private static bool IsOwn(HttpRequest request) =>
        (request.Headers.Origin is not { Count: > 0 } origin || origin == $"{request.Scheme}://{request.Host}") &&
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("The dashboard takes commands from its own pages.\n", context.RequestAborted);
    }
}
