using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Receiving;

/// <summary>What receivers of every protocol have in common.</summary>
internal static class ReceivingServices
{
    /// <summary>Adds the bounds of what senders may take up, and the counts of what was refused.</summary>
    public static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddOptions<ReceiverOptions>().BindConfiguration(ReceiverOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ReceiverOptions>, ReceiverOptionsValidator>()
            .AddSingleton<RequestMemory>()
            .AddSingleton<RequestBody>()
            .AddSingleton<RefusalCounts>();
    }
}
