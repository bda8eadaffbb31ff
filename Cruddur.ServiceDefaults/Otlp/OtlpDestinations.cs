using Cruddur.ServiceDefaults.Dashboard;
using Cruddur.ServiceDefaults.Honeycomb;
using Microsoft.Extensions.Configuration;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Every place that telemetry goes to; none when nothing is configured.</summary>
internal sealed class OtlpDestinations(IReadOnlyList<OtlpDestination> all)
{
    public IReadOnlyList<OtlpDestination> All { get; } = all;

    /// <summary>Reads them without checking: the first log line needs them, and that is before the check at start.</summary>
    public static OtlpDestinations Read(IConfiguration configuration) => Of(
        configuration.Get<OtlpOptions>() ?? new OtlpOptions(),
        configuration.Get<HoneycombOptions>() ?? new HoneycombOptions(),
        configuration.GetSection(DashboardOptions.Section).Get<DashboardOptions>() ?? new DashboardOptions());

    public static OtlpDestinations Of(OtlpOptions otlp, HoneycombOptions honeycomb, DashboardOptions dashboard)
    {
        if (string.Equals(otlp.SdkDisabled, "true", StringComparison.OrdinalIgnoreCase))
            return new OtlpDestinations([]);

        var seen = new HashSet<Uri>();
        return new OtlpDestinations([.. new[] { StandardDestination.Of(otlp), HoneycombDestination.Of(honeycomb), DashboardDestination.Of(dashboard) }
            .OfType<OtlpDestination>()
            .Select(destination => Unseen(destination, seen))
            .Where(destination => destination.Targets.Any())]);
    }

    // The same URL twice would count everything twice. A gRPC endpoint has one URL for all signals, so a destination is compared with the others only.
    private static OtlpDestination Unseen(OtlpDestination destination, HashSet<Uri> seen)
    {
        var left = destination with
        {
            Traces = Unseen(destination.Traces, seen),
            Metrics = Unseen(destination.Metrics, seen),
            Logs = Unseen(destination.Logs, seen),
        };
        seen.UnionWith(left.Targets.Select(target => target.Url));
        return left;
    }

    private static OtlpTarget? Unseen(OtlpTarget? target, HashSet<Uri> seen) => target is null || seen.Contains(target.Url) ? null : target;
}
