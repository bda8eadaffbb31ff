using System.Diagnostics;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Writes a request's one summary line. It is written for every request, and so as an event at once: the way through the framework's logger costs three times as much.</summary>
internal sealed class RequestSummary(ILogger logger, TimeProvider time)
{
    private static readonly MessageTemplate Answered = new MessageTemplateParser().Parse("{Method} {Path} answered {StatusCode} in {ElapsedMs:0.0} ms");

    private static readonly MessageTemplate Failed = new MessageTemplateParser().Parse("{Method} {Path} failed with {StatusCode} in {ElapsedMs:0.0} ms: {ErrorType}");

    private readonly ILogger _logger = logger.ForContext(Constants.SourceContextPropertyName, typeof(RequestObservation).FullName);

    public void Write(string method, string path, RequestOutcome outcome, TimeSpan elapsed, bool isNobodys)
    {
        var level = outcome.Failed ? LogEventLevel.Error : isNobodys ? LogEventLevel.Debug : LogEventLevel.Information;
        if (!_logger.IsEnabled(level))
            return;

        var span = Activity.Current;
        _logger.Write(new LogEvent(
            time.GetLocalNow(),
            level,
            exception: null,
            outcome.Failed ? Failed : Answered,
            outcome.Failed ? [.. Properties(method, path, outcome, elapsed), new("ErrorType", new ScalarValue(outcome.ErrorType))] : Properties(method, path, outcome, elapsed),
            span?.TraceId ?? default,
            span?.SpanId ?? default));
    }

    private static LogEventProperty[] Properties(string method, string path, RequestOutcome outcome, TimeSpan elapsed) =>
    [
        new("Method", new ScalarValue(method)),
        new("Path", new ScalarValue(path)),
        new("StatusCode", new ScalarValue(outcome.StatusCode)),
        new("ElapsedMs", new ScalarValue(elapsed.TotalMilliseconds)),
    ];
}
