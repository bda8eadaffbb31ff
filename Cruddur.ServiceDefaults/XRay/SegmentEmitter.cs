using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>
/// Turns a span with the spans inside it into documents, and queues them for the daemon: one if it fits into a datagram, else the spans inside by themselves,
/// and what still doesn't fit with its texts and lists cut. Called on one thread.
/// </summary>
internal sealed class SegmentEmitter : IDisposable
{
    /// <summary>What fits into one UDP datagram over IPv4, the header included. The daemon's buffer and X-Ray's limit of 64 KiB are a little larger.</summary>
    public const int MaxDatagram = 65_507;

    // Each row cuts more; the last one fits whatever the span holds.
    private static readonly (int Text, int Items)[] Limits = [(4096, 64), (1024, 32), (256, 16), (64, 4), (16, 1)];

    private readonly UdpSender _sender;
    private readonly DeliveryQueue _queue;
    private readonly SinkAccount _account;
    private readonly SegmentWriter _writer;
    private readonly DocumentWriter _document = new();

    public SegmentEmitter(SegmentSettings settings, DaemonAddress daemon, DeliveryQueues queues, SinkAccounts accounts, TimeProvider time)
    {
        _writer = new SegmentWriter(settings);
        _sender = new UdpSender(daemon.Udp, time);
        _queue = queues.Open(XRayTarget.Of(daemon), _sender);
        _account = accounts.Of(XRayTarget.Sink, XRayTarget.Signal);
    }

    /// <summary>Sends a segment, or a subsegment that travels by itself (<see cref="SpanNode.IsSegment"/>).</summary>
    public void Emit(SpanNode node)
    {
        if (TryWrite(node, nested: true))
        {
            _account.Created();
            Queue(node.Span);
            return;
        }

        foreach (var child in node.Children)
            Emit(child);
        _account.Created();
        if ((node.Children.Count > 0 && TryWrite(node, nested: false)) || TryWriteCut(node))
            Queue(node.Span);
        else
            _account.Dropped(DropReasons.TooLarge);
    }

    /// <summary>The rules decided against a segment.</summary>
    public void SampledOut(Activity segment, string rule)
    {
        _account.Created();
        _queue.SampledOut(segment.TraceId, rule);
    }

    /// <summary>A span that couldn't be written, and is lost.</summary>
    public void Failed(Exception error, DateTimeOffset at)
    {
        _account.Created();
        _account.Dropped("mapping_failed");
        _account.Failed(error.Message, at);
    }

    public void Dispose() => _sender.Dispose();

    private bool TryWriteCut(SpanNode node)
    {
        XRayMetrics.Truncated.Add(1);
        foreach (var (text, items) in Limits)
        {
            if (TryWrite(node, nested: false, text, items))
                return true;
        }

        return false;
    }

    private bool TryWrite(SpanNode node, bool nested, int textLimit = DocumentWriter.LongestText, int itemLimit = int.MaxValue)
    {
        (_document.TextLimit, _document.ItemLimit) = (textLimit, itemLimit);
        _document.Json.Begin(UdpSender.Header);
        _writer.Write(_document, node, nested);
        return _document.Json.Written.Length <= MaxDatagram;
    }

    private void Queue(Activity span)
    {
        var payload = Payload.Copy(_document.Json.Written, span.TraceId);
        _queue.Add(payload);
        payload.Release();
    }
}
