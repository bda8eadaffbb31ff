using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Otlp;

namespace Cruddur.ServiceDefaults.Dashboard;

/// <summary>The local dashboard, over OTLP/HTTP.</summary>
internal static class DashboardDestination
{
    public static OtlpDestination? Of(DashboardOptions options)
    {
        if (HttpUrlAttribute.TryParse(options.OtlpEndpoint) is not { } endpoint)
            return null;

        var headers = string.IsNullOrWhiteSpace(options.OtlpApiKey) ? null : "x-otlp-api-key=" + Uri.EscapeDataString(options.OtlpApiKey.Trim());
        return new OtlpDestination(
            "the dashboard",
            OtlpTarget.Below(endpoint, "/v1/traces", headers),
            OtlpTarget.Below(endpoint, "/v1/metrics", headers),
            OtlpTarget.Below(endpoint, "/v1/logs", headers),
            IsLocal: true);
    }
}
