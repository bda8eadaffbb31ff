using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;
using Serilog.Parsing;

namespace Cruddur.Benchmarks;

/// <summary>A request's summary line on its way to CloudWatch: mapped, secrets looked for, copied into a payload. All of it is off the request's thread.</summary>
[MemoryDiagnoser]
public class LogEventBenchmarks : IDisposable
{
    // Two in turns: the sinks share what they make of one.
    private readonly LogEvent[] _logEvents = [Summary(), Summary()];
    private int _turn;
    private readonly MessageWriter _writer = new("api", new ShownLog());

    /// <summary>From the log event to the payload, whose buffer goes back to the pool.</summary>
    [Benchmark]
    public int Map() => _writer.Write(Next(), static payload => payload.Release());

    /// <summary>What of that looks for secrets: in six values and their keys, in template and message.</summary>
    [Benchmark]
    public bool Scrub() => ReferenceEquals(_logEvents[0], ScrubbedLog.Of(_logEvents[0]));

    /// <summary>One clean text of 68 characters.</summary>
    [Benchmark]
    public string ScrubText() => Scrubber.Text("GET /api/activities/home answered 200 in 12.3 ms, see https://host/x");

    /// <summary>One known key.</summary>
    [Benchmark]
    public bool ScrubKey() => Scrubber.IsSecret("http.route");

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    private LogEvent Next() => _logEvents[_turn ^= 1];

    private static LogEvent Summary()
    {
        var made = new LogEvent(
            DateTimeOffset.UnixEpoch,
            LogEventLevel.Information,
            null,
            new MessageTemplateParser().Parse("{Method} {Path} answered {StatusCode} in {ElapsedMs:0.0} ms"),
            [
                new("Method", new ScalarValue("GET")), new("Path", new ScalarValue("/api/activities/home")), new("StatusCode", new ScalarValue(200)),
                new("ElapsedMs", new ScalarValue(12.3456)), new("SourceContext", new ScalarValue("Cruddur.ServiceDefaults.Tracing.RequestObservation")),
                new("EventId", new StructureValue([new("Id", new ScalarValue(1)), new("Name", new ScalarValue("Answered"))])),
                new("RequestId", new ScalarValue("0HN123456789:00000001")), new("RequestPath", new ScalarValue("/api/activities/home")),
                new("ConnectionId", new ScalarValue("0HN123456789")),
            ],
            ActivityTraceId.CreateRandom(),
            ActivitySpanId.CreateRandom());
        new XRayTraceIdEnricher().Enrich(made, null!);
        return made;
    }
}
