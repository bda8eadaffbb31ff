using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Propagation;

/// <summary>Reads and sends both W3C's headers (<c>traceparent</c>, <c>tracestate</c>, <c>baggage</c>) and AWS's <c>X-Amzn-Trace-Id</c>. A valid <c>traceparent</c> wins.</summary>
public sealed class TracePropagator : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _w3c = CreateW3CPropagator();

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Fields => [.. _w3c.Fields, XRayTraceHeader.Name];

    /// <inheritdoc />
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        _w3c.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (ActivityContext.TryParse(traceId, traceState, isRemote: true, out _))
            return;

        (traceId, traceState) = (null, null);
        if (getter is null)
            return;

        getter(carrier, XRayTraceHeader.Name, out var header, out var headers);
        if (XRayTraceHeader.TryParse(header ?? headers?.FirstOrDefault(), out var context))
            traceId = $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(context.TraceFlags == ActivityTraceFlags.Recorded ? "01" : "00")}";
    }

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        _w3c.ExtractBaggage(carrier, getter);

    /// <inheritdoc />
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is null || setter is null)
            return;

        _w3c.Inject(activity, carrier, setter);
        if (activity.IdFormat == ActivityIdFormat.W3C)
            setter(carrier, XRayTraceHeader.Name, XRayTraceHeader.Format(activity));
    }
}
