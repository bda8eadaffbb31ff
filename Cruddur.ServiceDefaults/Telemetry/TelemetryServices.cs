using System.Diagnostics;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Otlp;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
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
        services.AddSingleton(provider => new ExportQueues(
            provider.GetRequiredService<OtlpDestinations>(), provider.GetRequiredService<IConfiguration>().Get<ExportQueueOptions>() ?? new ExportQueueOptions()));
        services.AddSingleton<ExportFailures>();
        services.AddHostedService<TelemetryLifetime>();

        services.AddPropagation();
        services.AddTracing();
        services.AddSingleton(provider => Metrics(provider));
        builder.AddLogs();
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
        // The decision about a trace that enters here: everything is sampled.
        services.AddSingleton<Sampler>(new AlwaysOnSampler());
        services.AddSingleton(provider => Traces(provider));
        services.AddSingleton<IDeveloperPageExceptionFilter, DeveloperPageException>();
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestObservationFilter>());
    }

    private static TracerProvider Traces(IServiceProvider services)
    {
        var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(Sources)
            .SetResourceBuilder(services.GetRequiredService<ServiceResource>().ToBuilder())
            .SetSampler(new EntrySampler(services.GetRequiredService<UntracedPaths>(), services.GetRequiredService<Sampler>()));
        foreach (var queue in services.GetRequiredService<ExportQueues>().ForTraces())
            traces.AddProcessor(queue);
        return traces.Build();
    }

    private static MeterProvider Metrics(IServiceProvider services)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Meters)
            .SetResourceBuilder(services.GetRequiredService<ServiceResource>().ToBuilder());
        foreach (var queue in services.GetRequiredService<ExportQueues>().ForMetrics())
            metrics.AddReader(queue);
        return metrics.Build();
    }

    private static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.AddProcessor(services => new CompositeProcessor<LogRecord>([new LogRecordTidying(), .. services.GetRequiredService<ExportQueues>().ForLogs()]));
        });
        builder.Services.AddOptions<OpenTelemetryLoggerOptions>()
            .Configure<ServiceResource>((logs, resource) => logs.SetResourceBuilder(resource.ToBuilder()));
        SerilogHost.Add(builder.Services);
    }
}
