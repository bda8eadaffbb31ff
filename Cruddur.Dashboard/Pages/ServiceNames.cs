using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages;

internal static class ServiceNames
{
    /// <summary>The names of the services that have sent telemetry, each once.</summary>
    public static async Task<IReadOnlyList<string>> ServicesAsync(this TelemetryReader reader, CancellationToken cancellationToken) =>
        [.. (await reader.ResourcesAsync(cancellationToken)).Select(seen => seen.Resource.ServiceName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
