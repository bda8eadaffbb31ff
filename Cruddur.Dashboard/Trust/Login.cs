using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cruddur.Dashboard.Trust;

/// <summary>
/// Takes the token: <c>GET /login?t=TOKEN</c> from the URL that the dashboard prints, or <c>POST /login</c> with <c>t</c> in a form. Either may
/// carry a <c>returnUrl</c> of the dashboard's own. A wrong token leads back to the login page with <c>failed=true</c>; without a token the
/// request is the page's.
/// </summary>
internal sealed class Login(LoginToken token) : IDisposable
{
    public const string Path = "/login";

    // A token has 128 bits; this only keeps guessing from costing anything.
    private readonly FixedWindowRateLimiter _attempts = new(new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Whether a request brings a token.</summary>
    public static bool IsAttempt(HttpContext context) =>
        context.Request.Path == Path && (HttpMethods.IsPost(context.Request.Method) ||
            (HttpMethods.IsGet(context.Request.Method) && context.Request.Query.ContainsKey("t")));

    /// <summary>Logs in, or leads back to the login page.</summary>
    public async Task TryAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        using var attempt = _attempts.AttemptAcquire();
        if (!attempt.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
            await context.Response.WriteAsync("Too many attempts to log in; wait a minute.\n", context.RequestAborted);
            return;
        }

        var (given, returnUrl) = await ReadAsync(context.Request);
        var home = RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/";
        if (!token.Matches(given))
        {
            context.Response.Redirect($"{Path}?failed=true&returnUrl={Uri.EscapeDataString(home)}");
            return;
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, LoginCookie.Principal(token), new() { IsPersistent = true });
        context.Response.Redirect(home);
    }

    public void Dispose() => _attempts.Dispose();

    private static async Task<(string? Token, string? ReturnUrl)> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || !request.HasFormContentType)
            return (request.Query["t"], request.Query["returnUrl"]);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return (form["t"], form["returnUrl"]);
    }
}
