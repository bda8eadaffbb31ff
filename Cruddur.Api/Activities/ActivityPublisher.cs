using Cruddur.Api.Telemetry;

namespace Cruddur.Api.Activities;

/// <summary>The writes of what keeps the rules: stored, named on the request's span and counted.</summary>
internal sealed class ActivityPublisher(ActivityStore store, ActivityMetrics metrics, TimeProvider clock)
{
    public async Task<Activity> CreateAsync(string handle, NewActivity activity, TimeSpan ttl, CancellationToken cancellationToken)
    {
        var created = await store.AddAsync(handle, activity.Message!, ttl, clock.GetUtcNow(), cancellationToken);
        ApiTelemetry.TagActivity(created.Uuid);
        metrics.Created(activity.Ttl!);
        return created;
    }

    /// <summary>Null if <paramref name="to"/> is unknown or has expired. The span names what is replied to.</summary>
    public async Task<Activity?> ReplyAsync(Guid to, string handle, NewReply reply, CancellationToken cancellationToken)
    {
        ApiTelemetry.TagActivity(to);
        var created = await store.AddReplyAsync(to, handle, reply.Message!, clock.GetUtcNow(), cancellationToken);
        if (created is not null)
            metrics.Replied();
        return created;
    }
}
