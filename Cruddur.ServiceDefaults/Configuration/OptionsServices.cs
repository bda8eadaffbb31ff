using System.Diagnostics.CodeAnalysis;
using Cruddur.ServiceDefaults.BrowserTelemetry;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Dashboard;
using Cruddur.ServiceDefaults.Honeycomb;
using Cruddur.ServiceDefaults.Otlp;
using Cruddur.ServiceDefaults.Rollbar;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>Binds the options and has them checked, all at once, before the service starts.</summary>
internal static class OptionsServices
{
    public static void AddValidatedOptions(this IServiceCollection services)
    {
        services.AddChecked<OtlpOptions, OtlpOptionsValidator>(OtlpOptions.Section);
        services.AddChecked<ExportQueueOptions, ExportQueueOptionsValidator>(ExportQueueOptions.Section);
        services.AddChecked<HoneycombOptions, HoneycombOptionsValidator>(HoneycombOptions.Section);
        services.AddChecked<RollbarOptions, RollbarOptionsValidator>(RollbarOptions.Section);
        services.AddChecked<DashboardOptions, DashboardOptionsValidator>(DashboardOptions.Section);
        services.AddChecked<CloudWatchLogsOptions, CloudWatchLogsOptionsValidator>(CloudWatchLogsOptions.Section);
        services.AddChecked<TelemetryOptions, TelemetryOptionsValidator>(TelemetryOptions.Section);
        services.AddChecked<StandardSamplerOptions, StandardSamplerOptionsValidator>(StandardSamplerOptions.Section);
        services.AddChecked<SamplingOptions, SamplingOptionsValidator>(SamplingOptions.Section);
        services.AddChecked<DaemonOptions, DaemonOptionsValidator>(DaemonOptions.Section);
        services.AddChecked<BrowserTelemetryOptions, BrowserTelemetryOptionsValidator>(BrowserTelemetryOptions.Section);

        var host = services.Last(service => service.ServiceType == typeof(IStartupValidator));
        services.Replace(ServiceDescriptor.Transient<IStartupValidator>(provider =>
            new ReadableStartupValidator((IStartupValidator)ActivatorUtilities.CreateInstance(provider, host.ImplementationType!))));
    }

    // An empty section's name is the root, where the standard variables stand.
    private static void AddChecked<TOptions, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
