using System.Diagnostics;

namespace Cruddur.Benchmarks;

/// <summary>A request as the runtime and this library record it: the server's span, a call of another service, and a query.</summary>
internal sealed class SampleSegment : IDisposable
{
    private static readonly ActivitySource Source = new("Cruddur.Benchmarks");

    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source == Source,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    static SampleSegment() => ActivitySource.AddActivityListener(Listener);

    public SampleSegment()
    {
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        Server = Source.StartActivity("GET /api/activities/home", ActivityKind.Server, caller)!;
        Server.SetTag("http.request.method", "GET").SetTag("url.scheme", "http").SetTag("url.path", "/api/activities/home")
            .SetTag("server.address", "localhost").SetTag("server.port", 4567).SetTag("http.route", "/api/activities/home")
            .SetTag("http.response.status_code", 200).SetTag("network.protocol.version", "1.1").SetTag("user.name", "andrewbrown")
            .SetTag("aws.xray.sampling_rule_name", "Cruddur").SetTag("app.result_length", 12);
        Client = Source.StartActivity("GET", ActivityKind.Client)!;
        Client.SetTag("http.request.method", "GET").SetTag("server.address", "example.com").SetTag("server.port", 443)
            .SetTag("url.full", "https://example.com/weather").SetTag("http.response.status_code", 200).SetTag("network.protocol.version", "2");
        Client.Stop();
        Query = Source.StartActivity("SELECT activities", ActivityKind.Client)!;
        Query.SetTag("db.system.name", "sqlite").SetTag("db.namespace", "cruddur.db").SetTag("db.query.summary", "SELECT activities")
            .SetTag("db.operation.name", "SELECT").SetTag("db.collection.name", "activities").SetTag("db.response.returned_rows", 12L)
            .SetTag("db.query.text", "SELECT uuid, handle, display_name, message, created_at, expires_at FROM activities WHERE expires_at > @now ORDER BY created_at DESC LIMIT @count");
        Query.Stop();
        Server.Stop();
    }

    public Activity Server { get; }

    public Activity Client { get; }

    public Activity Query { get; }

    public void Dispose()
    {
        Query.Dispose();
        Client.Dispose();
        Server.Dispose();
    }
}
