using System.Diagnostics.Metrics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What the account of the sink doesn't tell.</summary>
internal static class XRayMetrics
{
    private static readonly Meter Meter = new("Cruddur.ServiceDefaults.XRay");

    public static readonly Counter<long> Truncated =
        Meter.CreateCounter<long>("cruddur.xray.truncated_documents", "{document}", "Documents that were sent with texts or lists cut, so as to fit into a datagram.");
}
