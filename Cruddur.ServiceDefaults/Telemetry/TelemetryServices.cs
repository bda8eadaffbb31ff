using System.Diagnostics;
using Cruddur.ServiceDefaults.Capture;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Otlp;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Rollbar;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Tracing;
using Cruddur.ServiceDefaults.XRay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Telemetry;

/// <summary>Puts together traces, metrics and logs, from the runtime's own sources to the exporters.</summary>
internal static class TelemetryServices
{
    // Not Microsoft.AspNetCore.Components: its spans are new roots, and a form's calls would leave the trace of the request that brought the form.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Cruddur.*"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Cruddur.*"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Read once, when the host is built: without it server spans have no attributes for a sampler to see.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => ServiceResource.Of(provider.GetRequiredService<IConfiguration>(), builder.Environment));
        services.AddSingleton(provider => OtlpDestinations.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().Get<ExportQueueOptions>() ?? new ExportQueueOptions());
        services.AddSingleton<ExportFailures>();
        services.AddSingleton<MetricReaders>();
        services.AddHostedService<TelemetryLifetime>();

        services.AddPropagation();
        services.AddTracing();
        services.AddSingleton(provider => Metrics(provider));
        services.AddSinks();
        builder.Logging.ClearProviders();
        SerilogHost.Add(services);
    }

    private static void AddSinks(this IServiceCollection services)
    {
        services.AddSingleton<SinkAccounts>();
        services.AddSingleton<DeliveryQueues>();
        services.AddSingleton<SpanCapture>();
        services.AddSingleton<LogCapture>();
        services.AddSingleton<ShownLog>();
        services.AddOtlp();
        services.AddCloudWatchLogs();
        services.AddRollbar();
        services.AddXRay();
    }

    // ASP.NET Core takes the propagator from the services, HttpClient from the process when a handler is made.
    private static void AddPropagation(this IServiceCollection services)
    {
        DistributedContextPropagator.Current = new TracePropagator();
        services.Replace(ServiceDescriptor.Singleton(DistributedContextPropagator.Current));
    }

    private static void AddTracing(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TelemetryOptions>>().Value;
            return new UntracedPaths(options.UntracedPaths, options.UntracedEndings);
        });
        services.AddSampling();
        services.AddSingleton(provider => Traces(provider));
        services.AddSingleton<IDeveloperPageExceptionFilter, DeveloperPageException>();
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestObservationFilter>());
    }

    private static TracerProvider Traces(IServiceProvider services)
    {
        var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(Sources)
            .SetResourceBuilder(services.GetRequiredService<ServiceResource>().ToBuilder())
            .SetSampler(services.GetRequiredService<Sampler>());
        if (services.GetRequiredService<SpanCapture>() is { IsOn: true } capture)
            traces.AddProcessor(capture);
        return traces.Build();
    }

    private static MeterProvider Metrics(IServiceProvider services)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Meters)
            .SetResourceBuilder(services.GetRequiredService<ServiceResource>().ToBuilder());
        foreach (var reader in services.GetRequiredService<MetricReaders>().All)
            metrics.AddReader(reader);
        return metrics.Build();
    }
}
