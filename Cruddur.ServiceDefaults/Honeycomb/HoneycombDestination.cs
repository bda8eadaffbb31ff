using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Otlp;

namespace Cruddur.ServiceDefaults.Honeycomb;

/// <summary>Honeycomb, over OTLP/HTTP.</summary>
internal static class HoneycombDestination
{
    private static readonly Uri DefaultEndpoint = new("https://api.honeycomb.io");

    public static OtlpDestination? Of(HoneycombOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKey))
            return null;

        var endpoint = string.IsNullOrEmpty(options.Endpoint) ? DefaultEndpoint : HttpUrlAttribute.TryParse(options.Endpoint);
        if (endpoint is null)
            return null;

        var team = "x-honeycomb-team=" + Uri.EscapeDataString(options.ApiKey.Trim());
        var dataset = string.IsNullOrWhiteSpace(options.MetricsDataset) ? "metrics" : options.MetricsDataset.Trim();
        return new OtlpDestination(
            "Honeycomb",
            OtlpTarget.Below(endpoint, "/v1/traces", team),
            OtlpTarget.Below(endpoint, "/v1/metrics", $"{team},x-honeycomb-dataset={Uri.EscapeDataString(dataset)}"),
            OtlpTarget.Below(endpoint, "/v1/logs", team));
    }
}
