using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Trust;

/// <summary>Lets in whoever sends the token in the header <c>x-api-key</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    LoginToken token) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    public const string Header = "x-api-key";

    /// <summary>Answers 401 and what to do, as problem details.</summary>
    public static Task RefuseAsync(HttpContext context) => TypedResults.Problem(
        $"Send the dashboard's token in the header {Header}; it is in the login URL that the dashboard prints.",
        statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(token.Matches(Request.Headers[Header].ToString())
        ? AuthenticateResult.Success(new(LoginCookie.Principal(token), Scheme.Name))
        : AuthenticateResult.Fail($"The header {Header} is not the token."));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefuseAsync(Context);
}
