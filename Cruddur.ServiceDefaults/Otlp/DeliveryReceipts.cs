using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>
/// Tells the local dashboard how far each trace's telemetry has come in each sink: one log record a trace and batch, with the event name <c>telemetry.delivery</c>,
/// which is the scope's name too, so that a receiver can keep them apart without opening each.
/// </summary>
internal sealed class DeliveryReceipts(OtlpQueues queues, ServiceResource resource, TimeProvider time)
{
    public const string EventName = "telemetry.delivery";

    private readonly DeliveryQueue? _dashboard = queues.OpenReceipts();
    private readonly OtlpScope _scope = new OtlpResource(resource.ToBuilder().Build().Attributes).Scope(EventName, null);

    /// <summary>Called on the loops of all destinations.</summary>
    public void Note(Settlement settlement)
    {
        // That it is there says enough of what was sent to the dashboard itself.
        if (_dashboard is null || settlement.Target.Sink == _dashboard.Target.Sink)
            return;

        var now = time.GetUtcNow();
        var writer = new ProtobufWriter();
        foreach (var (traceId, items) in settlement.TraceIds.CountBy(traceId => traceId))
        {
            if (traceId == default)
                continue;

            writer.Clear();
            Write(writer, settlement, traceId, items, now);
            var payload = Payload.Copy(writer.Written, traceId, now, _scope);
            _dashboard.Add(payload);
            payload.Release();
        }
    }

    private static void Write(ProtobufWriter writer, Settlement settlement, ActivityTraceId traceId, int items, DateTimeOffset now)
    {
        var (target, state) = (settlement.Target, settlement.State.Word());
        writer.WriteFixed64(1, SpanWriter.UnixNanoseconds(now.UtcDateTime));
        writer.WriteVarint(2, 9);
        var body = writer.Begin(5);
        writer.WriteString(1, $"{target.Sink}: {items} {target.Signal} {state}{(settlement.Reason.Length > 0 ? $" ({settlement.Reason})" : "")}");
        writer.End(body);
        writer.WriteAttribute(6, "delivery.sink", target.Sink);
        writer.WriteAttribute(6, "delivery.signal", target.Signal);
        writer.WriteAttribute(6, "delivery.state", state);
        writer.WriteAttribute(6, "delivery.items", items);
        if (settlement.Reason.Length > 0)
            writer.WriteAttribute(6, "delivery.reason", settlement.Reason);
        Span<byte> id = stackalloc byte[16];
        traceId.CopyTo(id);
        writer.WriteBytes(9, id);
        writer.WriteFixed64(11, SpanWriter.UnixNanoseconds(now.UtcDateTime));
        writer.WriteString(12, EventName);
    }
}
