using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
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

    // Nobody has logged in yet: a form has a token and an address.
    private const int MaxFormBytes = 8 * 1024;

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

        if (await ReadAsync(context) is not var (given, returnUrl))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("This is not the form of the login page.\n", context.RequestAborted);
            return;
        }

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

    private static async Task<(string? Token, string? ReturnUrl)?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || !request.HasFormContentType)
            return (request.Query["t"], request.Query["returnUrl"]);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxFormBytes;
        try
        {
            var form = await request.ReadFormAsync(context.RequestAborted);
            return (form["t"], form["returnUrl"]);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
