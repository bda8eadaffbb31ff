using System.Globalization;
using Cruddur.Tests.Dashboard;

namespace Cruddur.Benchmarks;

/// <summary>Requests like a service's: 500 spans with 12 attributes each, in traces of 10.</summary>
internal static class SampleRequests
{
    public const int Spans = 500;

    private const int SpansATrace = 10;

    private static readonly (string Key, string Value)[] Attributes =
    [
        ("http.request.method", "GET"), ("url.scheme", "http"), ("url.path", "/api/activities/home"), ("server.address", "localhost"),
        ("server.port", "4567"), ("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"), ("http.route", "/api/activities/home"),
        ("http.response.status_code", "200"), ("network.protocol.version", "1.1"), ("app.now", "2026-01-02T03:04:05.678Z"),
        ("app.result_length", "17"), ("enduser.id", "andrewbrown"),
    ];

    /// <summary>A request with ids of its own.</summary>
    public static byte[] Traces(int number) => OtlpRequests.Traces($"service-{number % 5}", Enumerable.Range(0, Spans).Select(index =>
    {
        var span = ((long)number * Spans) + index;
        var trace = span / SpansATrace;
        return new TestSpan(Hex(trace * 0x9E3779B97F4A7C1) + Hex(trace + 1), Hex(span + 1), "GET /api/activities/home")
        {
            ParentSpanId = index % SpansATrace == 0 ? null : Hex(span),
            StartNanos = 1_800_000_000_000_000_000 + (span * 1000),
            Attributes = Attributes,
        };
    }));

    private static string Hex(long number) => number.ToString("x16", CultureInfo.InvariantCulture);
}
