using Cruddur.Dashboard.Listeners;

namespace Cruddur.Dashboard.Otlp;

/// <summary>OTLP's receivers in the application.</summary>
internal static class OtlpReceivers
{
    /// <summary>Adds what receives OTLP.</summary>
    public static IServiceCollection AddOtlpReceivers(this IServiceCollection services) => services
        .AddSingleton<OtlpExport>()
        .AddSingleton<OtlpGrpcReceiver>()
        .AddSingleton<OtlpHttpReceiver>();

    /// <summary>Answers what comes by OTLP's ports; nothing behind this is reached from there.</summary>
    public static IApplicationBuilder UseOtlpReceivers(this IApplicationBuilder app) => app
        .RunOn(Listener.OtlpGrpc, context => context.RequestServices.GetRequiredService<OtlpGrpcReceiver>().ReceiveAsync(context))
        .RunOn(Listener.OtlpHttp, context => context.RequestServices.GetRequiredService<OtlpHttpReceiver>().ReceiveAsync(context));
}
