using Microsoft.Extensions.DependencyInjection;
using Serilog;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Puts Serilog before the logging providers, so that its levels and properties hold for all of them.</summary>
internal static class SerilogHost
{
    // writeToProviders: without it Serilog's factory replaces the framework's and OpenTelemetry hears nothing.
    // preserveStaticLogger: the process may hold several hosts, as tests do.
    public static void Add(IServiceCollection services) =>
        services.AddSerilog(SerilogSetup.Configure, preserveStaticLogger: true, writeToProviders: true);
}
