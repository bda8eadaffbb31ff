namespace Cruddur.Dashboard.Store;

/// <summary>The store of what was received.</summary>
internal static class TelemetryStoreServices
{
    /// <summary>Adds the store: <see cref="TelemetryReader"/> to read it, <see cref="TelemetryNews"/> to be told of news.</summary>
    public static IServiceCollection AddTelemetryStore(this IServiceCollection services) => services
        .AddSingleton<TelemetryNews>()
        .AddSingleton<TelemetryReader>();
}
