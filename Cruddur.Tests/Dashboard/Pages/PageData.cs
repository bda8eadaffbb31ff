using System.Text;
using System.Text.Json.Nodes;

namespace Cruddur.Tests.Dashboard.Pages;

/// <summary>Telemetry for pages to show: a post from the browser to the database, a request that failed, and names that try to be markup.</summary>
internal static class PageData
{
    public const string Post = "6b000fcfeda5ba959f39fe0ce9a83d01";
    public const string Failure = "0af7651916cd43dd8448eb211c80319c";
    public const string Hostile = "bad0bad0bad0bad0bad0bad0bad0bad0";
    public const string Markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    public const string Stack = "System.InvalidOperationException: no feed\n   at Cruddur.Api.HomeFeed.ReadAsync() in /src/HomeFeed.cs:line 42";

    // 15 January 2027, 08:00 UTC: the present of the dashboard under test.
    private const long Start = 1_800_000_000_000_000_000;
    private const long Millisecond = 1_000_000;

    /// <summary>Sends everything, and waits until it is stored.</summary>
    public static async Task SendAllAsync(this DashboardApplication dashboard)
    {
        await dashboard.SendAsync(
            Spans("browser", Span(Post, "01", null, "submit compose", 0, 90, kind: 1)),
            Spans("web",
                Span(Post, "03", "02", "POST", 14, 66, kind: 3),
                Span(Post, "02", "01", "POST /", 6, 84, kind: 2),
                Span(Failure, "11", null, "GET /", 1000, 1480, kind: 2, status: "The API answered 500.")),
            Spans("api",
                Span(Post, "06", "05", "INSERT activities", 24, 55, kind: 3, attributes: Attributes(("db.system.name", "sqlite"))),
                Span(Post, "05", "04", "create-activity", 19, 59, kind: 1),
                Span(Post, "04", "03", "POST /api/activities", 17, 63, kind: 2),
                Span(Failure, "12", "11", "GET /api/activities/home", 1005, 1430, kind: 2, status: "no feed", events: Exception(1428)),
                Span(Failure, "13", "99", "lost its parent", 1100, 1200, kind: 1)),
            Spans(Markup, Span(Hostile, "21", null, Markup, 2000, 2010, 2, Markup, Exception(2001, Markup), Attributes((Markup, Markup)))));
        await dashboard.SendAsync(
            Logs("web", Log(Post, "02", 8, 9, "Posting a crud"), Log(Failure, "11", 1470, 21, "The page could not be shown")),
            Logs("api",
                Log(Post, "06", 56, 9, "Activity created", Attributes(("Uuid", "5a0c41d2"))),
                Log(Post, "05", 21, 5, "Checked the message"),
                Log(Failure, "12", 1429, 17, "no feed"),
                Log(null, null, 1500, 13, "The disk is nearly full")),
            Logs(Markup, Log(Hostile, "21", 2002, 9, Markup, Attributes((Markup, Markup)))));
        await dashboard.StoredAsync(counts => counts is { Spans: 10, Logs: 7 });
    }

    /// <summary>Sends one small trace of a name.</summary>
    public static Task SendTraceAsync(this DashboardApplication dashboard, int number, string name) =>
        dashboard.SendAsync(Spans("shop", Span($"{number:x32}", "01", null, name, number, number + 1, kind: 2)));

    /// <summary>Sends one log line of a service.</summary>
    public static Task SendLogAsync(this DashboardApplication dashboard, string service, string message) =>
        dashboard.SendAsync(Logs(service, Log(null, null, 3000, 9, message)));

    private static async Task SendAsync(this DashboardApplication dashboard, params (string Signal, JsonObject Body)[] requests)
    {
        foreach (var (signal, body) in requests)
        {
            var (status, _) = await dashboard.SendAsync(signal, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");
            Assert.Equal(System.Net.HttpStatusCode.OK, status);
        }
    }

    private static (string Signal, JsonObject Body) Spans(string service, params JsonObject[] spans) => ("traces", new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(("service.name", service)) },
            ["scopeSpans"] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = "Cruddur" }, ["spans"] = new JsonArray([.. spans]) }),
        }),
    });

    private static (string Signal, JsonObject Body) Logs(string service, params JsonObject[] records) => ("logs", new JsonObject
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(("service.name", service)) },
            ["scopeLogs"] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = service }, ["logRecords"] = new JsonArray([.. records]) }),
        }),
    });

    private static JsonObject Span(
        string trace, string id, string? parent, string name, long start, long end, int kind,
        string? status = null, JsonObject? events = null, JsonArray? attributes = null)
    {
        var span = new JsonObject
        {
            ["traceId"] = trace,
            ["spanId"] = id.PadLeft(16, '0'),
            ["name"] = name,
            ["kind"] = kind,
            ["startTimeUnixNano"] = Nanos(start),
            ["endTimeUnixNano"] = Nanos(end),
        };
        if (parent is not null)
            span["parentSpanId"] = parent.PadLeft(16, '0');
        if (status is not null)
            span["status"] = new JsonObject { ["code"] = 2, ["message"] = status };
        if (events is not null)
            span["events"] = new JsonArray(events);
        if (attributes is not null)
            span["attributes"] = attributes;
        return span;
    }

    private static JsonObject Exception(long at, string message = "no feed") => new()
    {
        ["name"] = "exception",
        ["timeUnixNano"] = Nanos(at),
        ["attributes"] = Attributes(
            ("exception.type", "System.InvalidOperationException"), ("exception.message", message), ("exception.stacktrace", Stack)),
    };

    private static JsonObject Log(string? trace, string? span, long at, int severity, string body, JsonArray? attributes = null)
    {
        var log = new JsonObject
        {
            ["timeUnixNano"] = Nanos(at),
            ["severityNumber"] = severity,
            ["body"] = new JsonObject { ["stringValue"] = body },
            ["attributes"] = attributes ?? [],
        };
        if (trace is not null)
            log["traceId"] = trace;
        if (span is not null)
            log["spanId"] = span.PadLeft(16, '0');
        return log;
    }

    private static JsonArray Attributes(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = new JsonObject { ["stringValue"] = pair.Value } })];

    private static string Nanos(long milliseconds) => $"{Start + (milliseconds * Millisecond)}";
}
