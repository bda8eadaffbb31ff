using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>A place that takes log events as CloudWatch Logs does.</summary>
/// <param name="Name">What it is called in messages, metrics and receipts.</param>
/// <param name="Endpoint">Where its API is.</param>
/// <param name="Region">What requests are signed for.</param>
/// <param name="Group">The log group.</param>
/// <param name="StreamPrefix">The stream's name without the day: service and instance.</param>
/// <param name="RetentionDays">How long a group that has to be created keeps its events.</param>
internal sealed record CloudWatchLogsDestination(string Name, Uri Endpoint, string Region, string Group, string StreamPrefix, int RetentionDays)
{
    private const string DefaultRegion = "us-east-1";
    private const string DefaultGroup = "cruddur";
    private const int MaxStreamPrefix = 500;

    // A batch within these bounds is one request, with the 26 bytes that count for each event.
    private const int BatchItems = 2000;
    private const int BatchBytes = PutLogEventsRequest.MaxBytes - (BatchItems * PutLogEventsRequest.EventOverhead);

    /// <summary>Nobody checks credentials there, and AWS's own must not go there.</summary>
    public bool IsLocal => Endpoint.IsLoopback;

    public DeliveryTarget Target => new(Name, "events", Endpoint.GetLeftPart(UriPartial.Path))
    {
        MaxItems = 20_000,
        MaxBytes = 16 * 1024 * 1024,
        BatchItems = BatchItems,
        BatchBytes = BatchBytes,
    };

    /// <summary>Reads them without checking: the first log line needs them, and that is before the check at start. What is malformed counts as unset.</summary>
    public static IReadOnlyList<CloudWatchLogsDestination> Read(IConfiguration configuration, ServiceResource resource)
    {
        var options = configuration.Get<CloudWatchLogsOptions>() ?? new CloudWatchLogsOptions();
        var prefix = StreamPrefixOf(resource);
        var group = CloudWatchLogsOptions.IsGroup(options.LogGroup) ? options.LogGroup : null;
        var all = new List<CloudWatchLogsDestination>();
        if (group is not null && options.RealEndpoint is { } endpoint)
            all.Add(new("CloudWatch Logs", endpoint, options.Region ?? DefaultRegion, group, prefix, options.Retention));
        if (HttpUrlAttribute.TryParse(options.LocalEndpoint) is { } local && all.TrueForAll(other => other.Endpoint != local))
            all.Add(new("CloudWatch Logs (dashboard)", local, DefaultRegion, group ?? DefaultGroup, prefix, options.Retention));
        return all;
    }

    // A stream's name has no colon and no asterisk.
    private static string StreamPrefixOf(ServiceResource resource)
    {
        var prefix = $"{resource.Name}/{resource.Attributes["service.instance.id"]}".Replace(':', '-').Replace('*', '-');
        return prefix.Length <= MaxStreamPrefix ? prefix : prefix[..MaxStreamPrefix];
    }
}
