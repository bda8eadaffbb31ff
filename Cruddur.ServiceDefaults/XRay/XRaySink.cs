using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>X-Ray as a sink of spans: what the rules took is grouped to segments and sent, of the rest the segments are counted.</summary>
internal sealed class XRaySink : ISpanSink, IDisposable
{
    private static readonly TimeSpan ExpireEvery = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly ITimer? _timer;
    private readonly SegmentEmitter? _emitter;
    private readonly SegmentGrouping? _segments;

    public XRaySink(SegmentSettings settings, DeliveryQueues queues, SinkAccounts accounts, TimeProvider time)
    {
        if (settings.Daemon is not { } daemon)
            return;
        _emitter = new SegmentEmitter(settings, daemon, queues, accounts, time);
        _segments = new SegmentGrouping(_emitter.Emit, time);
        _timer = time.CreateTimer(_ => Expire(time), null, ExpireEvery, ExpireEvery);
    }

    public bool IsOn => _segments is not null;

    public void Take(Activity span)
    {
        lock (_lock)
        {
            if (span.Recorded)
                _segments?.Add(span);
            else if (SpanNode.IsSegment(span))
                _emitter?.SampledOut(span, span.GetTagItem(SpanTags.RuleTag) as string ?? "");
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _segments?.Complete();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _emitter?.Dispose();
    }

    private void Expire(TimeProvider time)
    {
        lock (_lock)
        {
            try
            {
                _segments?.Expire();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // A value that can't be written; its group is gone, and a timer has nobody to throw to.
                _emitter?.Failed(error, time.GetUtcNow());
            }
        }
    }
}
