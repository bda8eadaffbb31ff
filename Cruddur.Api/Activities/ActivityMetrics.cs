using System.Diagnostics.Metrics;
using Cruddur.Api.Telemetry;

namespace Cruddur.Api.Activities;

/// <summary>What people do with activities, counted.</summary>
internal sealed class ActivityMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _replies;
    private readonly Histogram<double> _searches;

    public ActivityMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ApiTelemetry.Name);
        _created = meter.CreateCounter<long>("cruddur.activities.created", "{activity}", "Activities created, by their time to live.");
        _replies = meter.CreateCounter<long>("cruddur.replies.created", "{reply}", "Replies created.");
        _searches = meter.CreateHistogram<double>("cruddur.search.duration", "s", "Searches answered, and how long each took.");
    }

    public void Created(string ttl) => _created.Add(1, new KeyValuePair<string, object?>("cruddur.activity.ttl", ttl));

    public void Replied() => _replies.Add(1);

    public void Searched(TimeSpan duration) => _searches.Record(duration.TotalSeconds);
}
