using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Resources;

/// <summary>What the host tells of the application's resources.</summary>
internal static class ResourceFeedServices
{
    /// <summary>Adds the feed: <see cref="ResourceFeed"/> for the resources, <see cref="ResourceFeedClient"/> for their consoles.</summary>
    public static IServiceCollection AddResourceFeed(this IServiceCollection services)
    {
        services.AddOptions<ResourceFeedOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ResourceFeedOptions>, ResourceFeedOptionsValidator>();
        services.AddHttpClient<ResourceFeedClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
            .RemoveAllLoggers();
        services.AddSingleton<ResourceFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceFeed>());
        return services;
    }
}
