using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Puts Serilog before the logging providers, so that its levels and properties hold for all of them.</summary>
internal static class SerilogHost
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var configuration = new LoggerConfiguration();
            var others = new LoggerProviderCollection();
            foreach (var other in provider.GetServices<ILoggerProvider>())
                others.AddProvider(other);
            if (others.Providers.Any())
                configuration.WriteTo.Providers(others);
            SerilogSetup.Configure(provider, configuration);
            return configuration.CreateLogger();
        });
        services.AddSingleton<Serilog.ILogger>(provider => provider.GetRequiredService<Serilog.Core.Logger>());
        services.AddSingleton<ILoggerFactory>(provider => new SerilogLoggerFactory(provider.GetRequiredService<Serilog.Core.Logger>()));
    }
}
