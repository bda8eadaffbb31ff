using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.ServiceDefaults.Propagation;

/// <summary>Reads and sends both W3C's headers (<c>traceparent</c>, <c>tracestate</c>, <c>baggage</c>) and AWS's <c>X-Amzn-Trace-Id</c>. A valid <c>traceparent</c> wins.</summary>
public sealed class TracePropagator : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _w3c = CreateW3CPropagator();
    private readonly CallersWord? _callers;

    /// <summary>Reads and sends; nothing is left to anyone else.</summary>
    public TracePropagator()
    {
    }

    /// <summary>For ASP.NET Core alone: hands the tracestate to the sampler instead of answering it, which would be set over the sampler's.</summary>
    internal TracePropagator(CallersWord callers) => _callers = callers;

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Fields => [.. _w3c.Fields, XRayTraceHeader.Name];

    /// <inheritdoc />
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        _w3c.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        var isUndecided = false;
        if (!ActivityContext.TryParse(traceId, traceState, isRemote: true, out var context))
        {
            (traceId, traceState) = (null, null);
            if (getter is null)
                return;

            getter(carrier, XRayTraceHeader.Name, out var header, out var headers);
            if (!XRayTraceHeader.TryParse(header ?? headers?.FirstOrDefault(), out context, out isUndecided))
                return;

            traceId = $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(context.TraceFlags == ActivityTraceFlags.Recorded ? "01" : "00")}";
        }

        if (_callers is not null)
        {
            _callers.Note(context, traceState, isUndecided);
            traceState = null;
        }
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
