namespace Cruddur.Web.Security;

/// <summary>Headers by which a browser refuses what our pages never ask for: other origins, inline scripts and styles, frames.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        // dotnet watch talks to the page through a web socket on a port of its own.
        var policy = Policy + (app.Environment.IsDevelopment() ? "; connect-src 'self' ws://localhost:*" : "; connect-src 'self'");
        app.Use((http, next) =>
        {
            // As the answer starts: an error page starts from one that was cleared.
            http.Response.OnStarting(() =>
            {
                Add(http.Response.Headers, policy);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static void Add(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
