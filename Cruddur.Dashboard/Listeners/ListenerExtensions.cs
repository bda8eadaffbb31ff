using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Listeners;

/// <summary>The dashboard's ports in the pipeline.</summary>
internal static class ListenerExtensions
{
    /// <summary>Opens the dashboard's own ports, whatever ASPNETCORE_URLS says.</summary>
    public static WebApplicationBuilder AddDashboardListeners(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.Services
            .AddSingleton<DashboardListeners>()
            .AddSingleton<IConfigureOptions<KestrelServerOptions>>(services => services.GetRequiredService<DashboardListeners>());
        return builder;
    }

    /// <summary>Ends the pipeline with a handler for what comes by one of the ports.</summary>
    public static IApplicationBuilder RunOn(this IApplicationBuilder app, Listener listener, RequestDelegate handler) =>
        app.MapWhen(context => context.Features.Get<ConnectionListener>()?.Listener == listener, branch => branch.Run(handler));
}
