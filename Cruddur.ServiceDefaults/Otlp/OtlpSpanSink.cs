using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Spans to every OTLP destination: written once, a queue for each. What the sampling rules dropped goes to the local dashboard only.</summary>
internal sealed class OtlpSpanSink : ISpanSink
{
    private readonly (DeliveryQueue Queue, bool IsLocal)[] _queues;
    private readonly bool _hasLocal;
    private readonly OtlpResource _resource;
    private readonly ProtobufWriter _writer = new();

    public OtlpSpanSink(OtlpQueues queues, ServiceResource resource)
    {
        _queues = [.. queues.OpenSpans()];
        _hasLocal = Array.Exists(_queues, to => to.IsLocal);
        _resource = new OtlpResource(resource.ToBuilder().Build().Attributes);
    }

    public bool IsOn => _queues.Length > 0;

    public void Take(Activity span)
    {
        if (!span.Recorded)
            CountAsSampledOut(span);
        if (!span.Recorded && !_hasLocal)
            return;

        _writer.Clear();
        SpanWriter.Write(_writer, span);
        var payload = Payload.Copy(_writer.Written, span.TraceId, group: _resource.Scope(span.Source.Name, span.Source.Version));
        Add(payload, span.Recorded);
        payload.Release();
    }

    /// <summary>Queues a span that is written already: for all, or where the rules dropped it for the local dashboard alone.</summary>
    public void Add(Payload payload, bool isSampled)
    {
        foreach (var (queue, isLocal) in _queues)
        {
            if (isSampled || isLocal)
            {
                queue.Account.Created();
                queue.Add(payload);
            }
        }
    }

    public void Complete()
    {
    }

    private void CountAsSampledOut(Activity span)
    {
        foreach (var (queue, isLocal) in _queues)
        {
            if (isLocal)
                continue;
            queue.Account.Created();
            queue.SampledOut(span.TraceId, SamplingRuleOf(span));
        }
    }

    // The decision stands on the first span of the trace in this service.
    private static string SamplingRuleOf(Activity span)
    {
        while (span.Parent is { } parent)
            span = parent;
        return span.GetTagItem("aws.xray.sampling_rule_name") as string ?? "";
    }
}
