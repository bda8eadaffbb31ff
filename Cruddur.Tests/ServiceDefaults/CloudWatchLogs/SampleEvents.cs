using System.Diagnostics;
using System.Text;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>Log events as the services make them.</summary>
internal static class SampleEvents
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static readonly ActivityTraceId TraceId = ActivityTraceId.CreateFromString("4bf92f3577b34da6a3ce929d0e0e4736");
    public static readonly ActivitySpanId SpanId = ActivitySpanId.CreateFromString("00f067aa0ba902b7");

    /// <summary>What Serilog makes of a log call, with the enrichers that every service has.</summary>
    public static LogEvent Logged(Action<ILogger> log, bool traced = true) => At(Time, log, traced);

    public static LogEvent At(DateTimeOffset time, Action<ILogger> log, bool traced = true)
    {
        var kept = new Kept();
        using (var logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(kept).CreateLogger())
            log(logger);
        var made = kept.Event!;
        var copy = new LogEvent(
            time, made.Level, made.Exception, made.MessageTemplate, made.Properties.Select(pair => new LogEventProperty(pair.Key, pair.Value)),
            traced ? TraceId : default, traced ? SpanId : default);
        new XRayTraceIdEnricher().Enrich(copy, null!);
        return copy;
    }

    public static Payload Payload(string message, DateTimeOffset? time = null) =>
        Cruddur.ServiceDefaults.Delivery.Payload.Copy(Encoding.UTF8.GetBytes(message), TraceId, time ?? Time);

    private sealed class Kept : ILogEventSink
    {
        public LogEvent? Event { get; private set; }

        public void Emit(LogEvent logEvent) => Event = logEvent;
    }
}
