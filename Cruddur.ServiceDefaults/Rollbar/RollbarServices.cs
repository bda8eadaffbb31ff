using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Telemetry;
using Cruddur.ServiceDefaults.Tracing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Core;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Errors to Rollbar: read, limited, mapped, queued.</summary>
internal static class RollbarServices
{
    private const int DefaultItemsPerMinute = 60;
    private const int DefaultRepeatsPerMinute = 10;

    // All of it is made with the first logger, before options are checked: it reads them tolerantly, and none of it may ask for a logger.
    public static void AddRollbar(this IServiceCollection services)
    {
        services.AddSingleton(provider => RollbarDestinations.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RollbarClient>();
        services.AddSingleton<ObservedRequests>();
        services.AddSingleton(provider => ServiceFacts.Of(provider.GetRequiredService<ServiceResource>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton(provider => Reports(provider));
        services.AddSingleton<ILogEventSink, RollbarSink>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<BrowserErrors>(provider, Limits(provider)));
        services.AddHostedService<ProcessErrors>();
    }

    // Each origin has its own: anybody can send a browser's errors, and they must not use up the room of the server's.
    private static ItemLimits Limits(IServiceProvider services)
    {
        var options = services.GetRequiredService<IConfiguration>().Get<RollbarOptions>();
        return new ItemLimits(
            WholeNumberAttribute.TryParse(options?.ItemsPerMinute) is { } items and > 0 ? items : DefaultItemsPerMinute,
            WholeNumberAttribute.TryParse(options?.RepeatsPerMinute) is { } repeats and > 0 ? repeats : DefaultRepeatsPerMinute,
            services.GetRequiredService<TimeProvider>());
    }

    private static RollbarReports Reports(IServiceProvider services)
    {
        var client = services.GetRequiredService<RollbarClient>();
        var requests = services.GetRequiredService<ObservedRequests>();
        requests.AreWanted |= client.Takes(RollbarOrigins.Server);
        return new RollbarReports(client, Limits(services), requests, services.GetRequiredService<ServiceFacts>(), RecordsClientAddress(services));
    }

    private static bool RecordsClientAddress(IServiceProvider services) =>
        bool.TryParse(services.GetRequiredService<IConfiguration>()[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.RecordClientAddress)}"], out var wanted) && wanted;
}
