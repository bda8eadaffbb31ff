using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The daemon as a destination.</summary>
internal static class XRayTarget
{
    public const string Sink = "X-Ray";
    public const string Signal = "segments";

    public static DeliveryTarget Of(DaemonAddress daemon) => new(Sink, Signal, $"udp://{daemon.Udp}")
    {
        MaxItems = 4096,
        MaxBytes = 16 * 1024 * 1024,
        BatchItems = UdpSender.MaxBatch,
        // One system call sends them all, and the default receive buffer takes them.
        BatchBytes = 1024 * 1024,
        Linger = TimeSpan.FromMilliseconds(200),
    };
}
