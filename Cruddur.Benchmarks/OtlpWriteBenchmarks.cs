using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Cruddur.ServiceDefaults.Logging;
using Cruddur.ServiceDefaults.Otlp;
using Serilog.Events;
using Serilog.Parsing;

namespace Cruddur.Benchmarks;

/// <summary>What it takes to write a server span with twelve attributes, and a request's summary line, as OTLP: work of the capture's thread.</summary>
[MemoryDiagnoser]
public class OtlpWriteBenchmarks
{
    private readonly ProtobufWriter _writer = new();
    private readonly LogWriter _logs = new(new ShownLog());
    private readonly Activity _span = Span();
    private readonly LogEvent _log = Log();

    /// <summary>A span.</summary>
    [Benchmark]
    public int WriteSpan()
    {
        _writer.Clear();
        SpanWriter.Write(_writer, _span);
        return _writer.Written.Length;
    }

    /// <summary>A log record.</summary>
    [Benchmark]
    public int WriteLog()
    {
        _writer.Clear();
        _logs.Write(_writer, _log);
        return _writer.Written.Length;
    }

    private static Activity Span()
    {
        var span = new Activity("Microsoft.AspNetCore.Hosting.HttpRequestIn").SetIdFormat(ActivityIdFormat.W3C).Start();
        span.DisplayName = "GET /api/activities/{uuid}";
        span.SetTag("http.request.method", "GET").SetTag("url.scheme", "http").SetTag("url.path", "/api/activities/home").SetTag("server.address", "localhost")
            .SetTag("server.port", 4567).SetTag("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36").SetTag("http.route", "/api/activities/{uuid}")
            .SetTag("http.response.status_code", 200).SetTag("network.protocol.version", "1.1").SetTag("user.name", "andrewbrown").SetTag("app.result_length", 20)
            .SetTag("app.now", "2026-11-20T14:00:00.0000000+00:00");
        span.Stop();
        return span;
    }

    private static LogEvent Log() => new(
        DateTimeOffset.UnixEpoch.AddYears(56),
        LogEventLevel.Information,
        exception: null,
        new MessageTemplateParser().Parse("{Method} {Path} answered {StatusCode} in {ElapsedMs:0.0} ms"),
        [
            new("Method", new ScalarValue("GET")),
            new("Path", new ScalarValue("/api/activities/home")),
            new("StatusCode", new ScalarValue(200)),
            new("ElapsedMs", new ScalarValue(1.25)),
            new("SourceContext", new ScalarValue("Cruddur.ServiceDefaults.Tracing.RequestObservation")),
            new("RequestId", new ScalarValue("0HNAB:00000001")),
            new("RequestPath", new ScalarValue("/api/activities/home")),
            new("ConnectionId", new ScalarValue("0HNAB")),
        ],
        ActivityTraceId.CreateRandom(),
        ActivitySpanId.CreateRandom());
}
