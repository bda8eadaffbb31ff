using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>Someone of whom telemetry is stored, as the read API tells it.</summary>
internal sealed record ResourceInfo(string Name, string? InstanceId, string DisplayName, bool HasLogs, bool HasTraces, bool HasMetrics)
{
    /// <summary>Tells of a resource; its display name here always has the whole instance id, as Aspire's has.</summary>
    public static ResourceInfo Of(ResourceSummary summary)
    {
        var (name, instance) = (summary.Resource.ServiceName, summary.Resource.InstanceId);
        return instance.Length == 0
            ? new(name, null, name, summary.HasLogs, summary.HasTraces, summary.HasMetrics)
            : new(name, instance, $"{name}-{instance}", summary.HasLogs, summary.HasTraces, summary.HasMetrics);
    }
}
