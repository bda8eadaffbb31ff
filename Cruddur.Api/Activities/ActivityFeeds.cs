using Cruddur.Api.Telemetry;

namespace Cruddur.Api.Activities;

/// <summary>
/// The reads, each inside the spans by which it is found in a trace: a capture for the route and, in the two feeds, an inner span that says what was
/// found when. In the person's feed that is metadata: tags under the namespace <c>user-activities</c>.
/// </summary>
internal sealed partial class ActivityFeeds(ActivityStore store, ActivityMetrics metrics, TimeProvider clock, ILogger<ActivityFeeds> logger)
{
    public async Task<FeedPage> HomeAsync(FeedCursor before, bool broken, CancellationToken cancellationToken)
    {
        using var capture = ApiTelemetry.Source.StartActivity("activities_home");
        Log.HomeActivities(logger);
        using var span = ApiTelemetry.Source.StartActivity("home-activities");
        var now = clock.GetUtcNow();
        span?.SetTag("app.now", now.ToString("O"));
        if (broken)
            throw BreakOnPurpose.Error();
        var page = await store.HomeAsync(before, now, cancellationToken);
        span?.SetTag("app.result_length", page.Activities.Count);
        return page;
    }

    public async Task<FeedPage> OfPersonAsync(string handle, FeedCursor before, CancellationToken cancellationToken)
    {
        using var capture = ApiTelemetry.Source.StartActivity("activities_users");
        using var span = ApiTelemetry.Source.StartActivity("user-activities");
        var now = clock.GetUtcNow();
        span?.SetTag("user-activities.now", now.ToString("O"));
        var page = await store.OfPersonAsync(handle, before, now, cancellationToken);
        span?.SetTag("user-activities.results-size", page.Activities.Count);
        return page;
    }

    public async Task<Activity?> FindAsync(Guid uuid, CancellationToken cancellationToken)
    {
        ApiTelemetry.TagActivity(uuid);
        using var capture = ApiTelemetry.Source.StartActivity("activities_show");
        return await store.FindAsync(uuid, clock.GetUtcNow(), cancellationToken);
    }

    public async Task<FeedPage> SearchAsync(string term, FeedCursor before, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var page = await store.SearchAsync(term, before, clock.GetUtcNow(), cancellationToken);
        metrics.Searched(clock.GetElapsedTime(start));
        return page;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "homeActivities")]
        public static partial void HomeActivities(ILogger logger);
    }
}
