using Cruddur.Dashboard.Listeners;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard;

/// <summary>What every part of the dashboard builds on.</summary>
internal static class DashboardServices
{
    /// <summary>Adds the options, the ports, the clock and the console.</summary>
    public static WebApplicationBuilder AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnStart();
        builder.Services
            .AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>()
            .AddSingleton<DataFolder>()
            .AddSingleton(TimeProvider.System)
            .Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = false)
            .AddProblemDetails()
            .AddHealthChecks();
        builder.Logging
            .ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Cruddur", LogLevel.Information)
            .AddFilter("Cruddur.Dashboard.Trust", LogLevel.Warning)
            // What clients do against HTTP/2 ends their own connection, and is not to fill the console.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.Http2", LogLevel.None)
            // Its one warning is that keys are not encrypted; they are their owner's files, and open nothing but these pages.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Its assets come from the build's output too, not only when published.
        builder.WebHost.UseStaticWebAssets();
        return builder.AddDashboardListeners();
    }
}
