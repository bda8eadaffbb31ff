using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Trust;

/// <summary>Who may read: everything on the UI's port wants a login or the token, unless it says otherwise.</summary>
internal static class TrustServices
{
    private const string Either = "Dashboard";

    /// <summary>Adds the login, its cookie and the API key.</summary>
    public static IServiceCollection AddTrust(this IServiceCollection services)
    {
        services.AddSingleton<LoginToken>().AddSingleton<Login>().AddSingleton<ReceiverTrust>();
        services.AddDataProtection().SetApplicationName("Cruddur.Dashboard");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((keys, folder, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Of("keys")), loggers));
        services.AddAuthentication(Either)
            .AddCookie(LoginCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(ApiKeyHandler.Header) ? ApiKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<DashboardOptions>>((authorization, options) =>
            authorization.FallbackPolicy = options.Value.AllowAnonymous ? null : authorization.DefaultPolicy);
        return services;
    }

    /// <summary>Lets people log in, and asks everyone else to.</summary>
    public static IApplicationBuilder UseTrust(this IApplicationBuilder app) => app
        .MapWhen(Login.IsAttempt, attempt => attempt.Run(context => context.RequestServices.GetRequiredService<Login>().TryAsync(context)))
        .UseAuthentication()
        .UseAuthorization();
}
