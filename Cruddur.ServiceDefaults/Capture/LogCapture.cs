using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Capture;

/// <summary>Every log event that passes the levels, once, for all sinks.</summary>
internal sealed class LogCapture : ILogEventSink
{
    private readonly ILogSink[] _sinks;
    private readonly CaptureWorker<LogEvent> _worker;

    public LogCapture(IEnumerable<ILogSink> sinks, SinkAccounts accounts, TimeProvider time)
    {
        _sinks = [.. sinks.Where(sink => sink.IsOn)];
        _worker = new CaptureWorker<LogEvent>([.. _sinks.Select<ILogSink, Action<LogEvent>>(sink => sink.Take)], accounts.Of("capture", "logs"), time);
    }

    /// <summary>Whether any sink wants log events.</summary>
    public bool IsOn => _sinks.Length > 0;

    public void Emit(LogEvent logEvent) => _worker.Add(logEvent);

    public void Start(ILogger logger) => _worker.Start(logger);

    /// <summary>Takes no more, and hands on what is there.</summary>
    public Task CompleteAsync() => _worker.CompleteAsync();
}
