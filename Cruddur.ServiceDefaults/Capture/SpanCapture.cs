using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Cruddur.ServiceDefaults.Capture;

/// <summary>Every ended span, once, for all sinks: those that the rules dropped and somebody wants all the same among them.</summary>
internal sealed class SpanCapture : BaseProcessor<Activity>
{
    private readonly ISpanSink[] _sinks;
    private readonly CaptureWorker<Activity> _worker;

    public SpanCapture(IEnumerable<ISpanSink> sinks, SinkAccounts accounts, TimeProvider time)
    {
        _sinks = [.. sinks.Where(sink => sink.IsOn)];
        _worker = new CaptureWorker<Activity>([.. _sinks.Select<ISpanSink, Action<Activity>>(sink => sink.Take)], accounts.Of("capture", "spans"), time);
    }

    /// <summary>Whether any sink wants spans.</summary>
    public bool IsOn => _sinks.Length > 0;

    public override void OnEnd(Activity data) => _worker.Add(data);

    public void Start(ILogger logger) => _worker.Start(logger);

    /// <summary>Takes no more, and has every sink queue what it has.</summary>
    public async Task CompleteAsync()
    {
        await _worker.CompleteAsync();
        foreach (var sink in _sinks)
            _worker.Finish(sink.Complete);
    }
}
