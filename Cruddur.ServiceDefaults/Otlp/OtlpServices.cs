using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Spans and logs over OTLP.</summary>
internal static class OtlpServices
{
    public static void AddOtlp(this IServiceCollection services)
    {
        services.AddSingleton<OtlpQueues>();
        services.AddSingleton<OtlpSpanSink>();
        services.AddSingleton<ISpanSink>(provider => provider.GetRequiredService<OtlpSpanSink>());
        services.AddSingleton<ILogSink, OtlpLogSink>();
        services.AddSingleton<DeliveryReceipts>();
    }
}
