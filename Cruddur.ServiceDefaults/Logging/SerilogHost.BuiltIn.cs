using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Puts Serilog before the logging providers, so that its levels and properties hold for all of them.</summary>
internal static class SerilogHost
{
    public static void Add(IServiceCollection services) => services.AddSingleton<ILoggerFactory>(provider =>
    {
        var others = new LoggerProviderCollection();
        var configuration = new LoggerConfiguration().WriteTo.Providers(others);
        SerilogSetup.Configure(provider, configuration);

        var factory = new SerilogLoggerFactory(configuration.CreateLogger(), dispose: true, others);
        foreach (var other in provider.GetServices<ILoggerProvider>())
            factory.AddProvider(other);
        return factory;
    });
}
