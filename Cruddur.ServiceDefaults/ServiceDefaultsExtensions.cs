using Cruddur.ServiceDefaults.BrowserTelemetry;
using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cruddur.ServiceDefaults;

/// <summary>What every service shares: telemetry, health checks and the endpoints that serve them.</summary>
public static class ServiceDefaultsExtensions
{
    private const string Live = "live";

    /// <summary>
    /// Adds traces, metrics and logs, sent to every destination that is configured (the standard <c>OTEL_*</c> variables, <c>HONEYCOMB_API_KEY</c>,
    /// <c>Dashboard:OtlpEndpoint</c>) and to none otherwise; readable log lines on the console; and health checks.
    /// </summary>
    /// <remarks>Call it before anything else that adds services, so that it sees every request first and stops last.</remarks>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTelemetry();
        builder.Services.AddBrowserTelemetry();
        builder.Services.AddValidatedOptions();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        return builder;
    }

    /// <summary>Maps <c>/health</c>, whether the service can do its work (all checks), and <c>/alive</c>, whether it need not be restarted (checks tagged <c>live</c>).</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) });
        return app;
    }
}
