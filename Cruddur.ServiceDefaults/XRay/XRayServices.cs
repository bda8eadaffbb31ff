using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Segments to the X-Ray daemon.</summary>
internal static class XRayServices
{
    public static void AddXRay(this IServiceCollection services)
    {
        services.AddSingleton(provider => SegmentSettings.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ServiceResource>()));
        services.AddSingleton<ISpanSink, XRaySink>();
    }
}
