using Cruddur.Dashboard.Store.Writing;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Store;

/// <summary>The store of what was received.</summary>
internal static class TelemetryStoreServices
{
    /// <summary>Adds the store: <see cref="IngestQueue"/> to write to, <see cref="TelemetryReader"/> to read, <see cref="TelemetryNews"/> to be told of news.</summary>
    public static IServiceCollection AddTelemetryStore(this IServiceCollection services)
    {
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>()
            .AddSingleton<TelemetryFile>()
            .AddSingleton<TelemetryNews>()
            .AddSingleton<IngestQueue>()
            .AddSingleton<TelemetryCommands>()
            .AddSingleton<TelemetryRecords>()
            .AddSingleton<TelemetryReader>()
            .AddHostedService<TelemetryWriter>();
    }
}
