using System.Diagnostics;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Cruddur.Api.People;

/// <summary>
/// Who is asking, until there are accounts: in Development the handle in <c>X-Cruddur-Handle</c>, else <c>andrewbrown</c>; anywhere else nobody,
/// so that what needs a person is answered with 401.
/// </summary>
internal sealed class HandleAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IHostEnvironment environment)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Handle";
    public const string HeaderName = "X-Cruddur-Handle";
    public const string DefaultHandle = "andrewbrown";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: environment.IsDevelopment()
            ? $"{HeaderName} must be 1 to {Handle.MaxLength} letters, digits or underscores."
            : "Writing needs an account.").ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (!environment.IsDevelopment())
            return AuthenticateResult.NoResult();
        var text = Request.Headers.TryGetValue(HeaderName, out var values) ? values.ToString() : DefaultHandle;
        if (!Handle.TryParse(text, out var handle))
            return AuthenticateResult.Fail($"{HeaderName} is not a handle.");

        Activity.Current?.SetTag("user.name", handle);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, handle)], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }
}
