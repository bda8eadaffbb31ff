using System.Net;
using Cruddur.Dashboard.Receiving;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Listeners;

/// <summary>Opens the dashboard's ports, on loopback alone, and knows by which of them a request came.</summary>
internal sealed class DashboardListeners(IOptions<DashboardOptions> options, IOptions<ReceiverOptions> receivers, RefusalCounts counts) : IConfigureOptions<KestrelServerOptions>
{
    private readonly Dictionary<Listener, ListenOptions> _listening = [];

    public void Configure(KestrelServerOptions kestrel)
    {
        DashboardOptions settings;
        ReceiverOptions limits;
        try
        {
            (settings, limits) = (options.Value, receivers.Value);
        }
        catch (Exception e) when (e is OptionsValidationException or InvalidOperationException)
        {
            // Kestrel is made before the start, whose check tells of everything that is wrong at once.
            return;
        }

        kestrel.AddServerHeader = false;
        // Receivers count for themselves, and answer in their protocol; this is only not to be in their way.
        kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBytes + (1 << 20);
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTimeout;
        foreach (var (listener, port) in Ports(settings))
            Listen(kestrel, listener, port, new(listener, limits.MaxConnections, counts));
    }

    /// <summary>The ports that the settings ask for.</summary>
    public static IEnumerable<(Listener Listener, int Port)> Ports(DashboardOptions options) =>
        [(Listener.Ui, options.UiPort), (Listener.OtlpGrpc, options.OtlpGrpcPort), (Listener.OtlpHttp, options.OtlpHttpPort)];

    /// <summary>The port that is open, once the dashboard has started.</summary>
    public int Port(Listener listener) => _listening[listener].IPEndPoint!.Port;

    /// <summary>The address to reach a listener under.</summary>
    public string Address(Listener listener) => $"http://localhost:{Port(listener)}";

    private void Listen(KestrelServerOptions kestrel, Listener listener, int port, ConnectionLimit limit)
    {
        // Both loopback addresses, except for a free port, which could not be the same on both.
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else
            kestrel.ListenLocalhost(port, Configure);

        void Configure(ListenOptions listening)
        {
            // gRPC wants HTTP/2; without TLS nothing tells the two apart, so a port has one of them.
            listening.Protocols = listener == Listener.OtlpGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
            listening.Use(next => connection =>
            {
                connection.Features.Set(new ConnectionListener(listener));
                return limit.RunAsync(connection, next);
            });
            _listening[listener] = listening;
        }
    }
}

/// <summary>The listener that took a connection.</summary>
internal sealed record ConnectionListener(Listener Listener);
