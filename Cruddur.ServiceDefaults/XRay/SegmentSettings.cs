using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What all segments of this process have in common.</summary>
internal sealed record SegmentSettings
{
    private const string HostPatternKey = "AWS_XRAY_URL";

    /// <summary>Where segments go; null for nowhere.</summary>
    public DaemonAddress? Daemon { get; init; }

    public required string ServiceName { get; init; }

    public string? ServiceVersion { get; init; }

    /// <summary>Hosts that match give their requests' segments their name.</summary>
    public Wildcard? HostPattern { get; init; }

    public string? Origin { get; init; }

    /// <summary>The CloudWatch log group that X-Ray links a segment to.</summary>
    public string? LogGroup { get; init; }

    /// <summary>Read without checking, as every sink's settings are; the check at start tells what is wrong with them.</summary>
    public static SegmentSettings Read(IConfiguration configuration, ServiceResource resource)
    {
        return new SegmentSettings
        {
            Daemon = DaemonAddress.TryParse(configuration[DaemonAddress.Key]),
            ServiceName = resource.Name,
            ServiceVersion = resource.Version,
            HostPattern = configuration[HostPatternKey] is { Length: > 0 } pattern ? new Wildcard(pattern) : null,
            Origin = SegmentOrigin.Detect(Environment.GetEnvironmentVariable, File.Exists),
            LogGroup = configuration["CloudWatchLogs:LogGroup"] is { Length: > 0 } group ? group : null,
        };
    }
}
