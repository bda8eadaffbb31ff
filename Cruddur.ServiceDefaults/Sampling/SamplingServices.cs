using System.Diagnostics;
using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Dashboard;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Telemetry;
using Cruddur.ServiceDefaults.Tracing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Puts together the decision about each trace: from the rules, the daemon and the caller to the one sampler.</summary>
internal static class SamplingServices
{
    public static void AddSampling(this IServiceCollection services)
    {
        services.AddSingleton(provider => ServiceFacts.Of(provider.GetRequiredService<ServiceResource>()));
        services.AddSingleton<LocalRulesFile>();
        services.AddSingleton<SamplingCounts>();
        services.AddSingleton<RecentDecisions>();
        services.AddSingleton(Decider);
        services.AddSingleton<Sampler>(provider => Sampler(provider));
        services.AddHostedService<SamplingWatch>();
        services.AddSingleton<IStartupFilter, SampledAnswer>();

        // ASP.NET Core's own, which takes it from the services: what it extracts goes to the sampler first.
        services.AddSingleton<CallersWord>();
        services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator>(provider => new TracePropagator(provider.GetRequiredService<CallersWord>())));
    }

    private static EntrySampler Sampler(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SamplingOptions>>().Value;
        var hasDashboard = HttpUrlAttribute.TryParse(services.GetRequiredService<IOptions<DashboardOptions>>().Value.OtlpEndpoint) is not null;
        var callers = services.GetRequiredService<CallersWord>();
        var recent = services.GetRequiredService<RecentDecisions>();
        recent.IsOn |= !options.TrustCallers;
        return new EntrySampler(
            services.GetRequiredService<UntracedPaths>(),
            callers,
            new TraceSampler(services.GetRequiredService<IDecider>(), callers, recent, services.GetRequiredService<SamplingCounts>(), options.TrustCallers),
            options.CaptureAll ?? (hasDashboard && services.GetRequiredService<IHostEnvironment>().IsDevelopment()));
    }

    private static IDecider Decider(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SamplingOptions>>().Value;
        var counts = services.GetRequiredService<SamplingCounts>();
        if (services.GetRequiredService<IOptions<StandardSamplerOptions>>().Value.Replacement(counts) is { } standard)
            return standard;
        if (!options.Enabled)
            return new FixedShare(1, followsCallers: false, counts);

        var local = services.GetRequiredService<LocalRulesFile>().Read(options).Rules;
        return new XRayRules(RuleSet.OfLocal(local, services.GetRequiredService<ServiceFacts>(), counts), services.GetRequiredService<TimeProvider>());
    }
}
