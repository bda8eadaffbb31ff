using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Otlp;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>
/// Passes the spans of pages on to wherever the server's go. The page has no say in what is sampled: each span follows the decision about its trace, and one whose
/// trace isn't remembered goes to the local dashboard alone.
/// </summary>
internal sealed class BrowserSpans(OtlpSpanSink sink, RecentDecisions recent, ServiceResource server)
{
    public void Add(IReadOnlyList<BrowserSpan> spans, string? userAgent)
    {
        if (!sink.IsOn)
            return;

        var scope = BrowserSpanWriter.Scope(server, userAgent);
        var writer = new ProtobufWriter();
        foreach (var span in spans)
        {
            var traceId = ActivityTraceId.CreateFromString(span.TraceId);
            var decided = recent.Find(traceId);
            writer.Clear();
            BrowserSpanWriter.Write(writer, span, decided);
            var payload = Payload.Copy(writer.Written, traceId, group: scope);
            sink.Add(payload, decided?.Decision.IsSampled == true && decided.TakesPageSpan());
            payload.Release();
        }
    }
}
