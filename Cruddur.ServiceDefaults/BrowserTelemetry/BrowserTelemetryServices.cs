using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

internal static class BrowserTelemetryServices
{
    public static void AddBrowserTelemetry(this IServiceCollection services) => services.GetType();
}
