using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cruddur.Dashboard.Trust;

/// <summary>The cookie of someone who logged in.</summary>
internal static class LoginCookie
{
    private const string TokenClaim = "token";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "cruddur-dashboard";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromDays(7);
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = DropOfAnotherTokenAsync;
        options.Events.OnRedirectToLogin = AskToLogInAsync;
    }

    /// <summary>Who has shown the token.</summary>
    public static ClaimsPrincipal Principal(LoginToken token) =>
        new(new ClaimsIdentity([new(TokenClaim, token.Fingerprint)], CookieAuthenticationDefaults.AuthenticationScheme));

    private static async Task DropOfAnotherTokenAsync(CookieValidatePrincipalContext context)
    {
        var token = context.HttpContext.RequestServices.GetRequiredService<LoginToken>();
        if (context.Principal?.FindFirstValue(TokenClaim) == token.Fingerprint)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private static Task AskToLogInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Of the read API, only its page is for people.
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !context.Request.Path.Equals("/api/docs", StringComparison.OrdinalIgnoreCase))
            return ApiKeyHandler.RefuseAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
