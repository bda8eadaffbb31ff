using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Every place that items go to; none when nothing is configured.</summary>
internal sealed class RollbarDestinations(IReadOnlyList<RollbarDestination> all)
{
    // The local dashboard wants a token as Rollbar does, and takes any: a real one is never sent there.
    private const string LocalToken = "00000000000000000000000000000000";

    public IReadOnlyList<RollbarDestination> All { get; } = all;

    /// <summary>Reads them without checking: the first log line comes before the check at start.</summary>
    public static RollbarDestinations Read(IConfiguration configuration) => Of(
        configuration.Get<RollbarOptions>() ?? new RollbarOptions(),
        configuration.GetSection(DashboardOptions.Section).Get<DashboardOptions>() ?? new DashboardOptions());

    public static RollbarDestinations Of(RollbarOptions options, DashboardOptions dashboard)
    {
        List<RollbarDestination> found = [];
        var rollbar = RollbarDestination.ItemsAt(options.Endpoint);
        if (AccessTokenAttribute.TryParse(options.AccessToken) is { } token)
            found.Add(new("Rollbar", rollbar, token, "ROLLBAR_ACCESS_TOKEN", RollbarOrigins.Server));
        if (AccessTokenAttribute.TryParse(options.ClientAccessToken) is { } clientToken)
            found.Add(new("Rollbar", rollbar, clientToken, "ROLLBAR_CLIENT_ACCESS_TOKEN", RollbarOrigins.Browser));

        // The same URL twice would count everything twice.
        if (HttpUrlAttribute.TryParse(dashboard.IngestEndpoint) is not null &&
            RollbarDestination.ItemsAt(dashboard.IngestEndpoint) is var local &&
            found.TrueForAll(destination => destination.Url != local))
            found.Add(new("the dashboard", local, LocalToken, "Dashboard:IngestEndpoint", RollbarOrigins.Server | RollbarOrigins.Browser));
        return new RollbarDestinations(found);
    }
}
