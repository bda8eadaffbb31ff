using System.Globalization;
using Cruddur.ServiceDefaults.BrowserTelemetry;
using Microsoft.AspNetCore.Http;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Reports the exceptions among a page's spans, and marks their spans with the items' uuids.</summary>
internal sealed class BrowserErrors(RollbarClient client, ItemLimits limits, ServiceFacts service, TimeProvider time)
{
    private readonly bool _isOn = client.Takes(RollbarOrigins.Browser);

    /// <summary>Answers the spans as they are to be sent on.</summary>
    public IReadOnlyList<BrowserSpan> Report(IReadOnlyList<BrowserSpan> spans, HttpContext context) =>
        _isOn && spans.Any(span => span.Events is { Count: > 0 }) ? [.. spans.Select(span => Reported(span, context))] : spans;

    private BrowserSpan Reported(BrowserSpan span, HttpContext context)
    {
        List<BrowserEvent?> events = [];
        foreach (var occurred in span.Events ?? [])
        {
            events.Add(occurred);
            if (occurred!.Name == BrowserErrorMapping.Event && ReportOne(span, occurred, context) is { } uuid)
                events.Add(new BrowserEvent(SpanEvents.Occurrence, occurred.TimeUnixNano, [new BrowserAttribute(SpanEvents.OccurrenceUuid, new BrowserValue(uuid, null, null, null))]));
        }

        return span with { Events = events };
    }

    private string? ReportOne(BrowserSpan span, BrowserEvent thrown, HttpContext context)
    {
        var item = BrowserErrorMapping.Map(Guid.NewGuid().ToString("N"), span, thrown, RequestFacts.Of(context, recordClientAddress: false), service, time.GetUtcNow());
        var trace = item.Body.Trace!;
        var last = trace.Frames.Count == 0 ? null : trace.Frames[^1];
        var reason = limits.Take(
            string.Create(CultureInfo.InvariantCulture, $"browser {trace.Exception} {last?.Filename}:{last?.Line}:{last?.Column}"), out var leftOut);
        if (reason is not null)
        {
            client.LeaveOut(RollbarOrigins.Browser, reason);
            return null;
        }

        client.Send(leftOut == 0 ? item : item with { Custom = new Dictionary<string, object?>(item.Custom!, StringComparer.Ordinal) { ["repeats_left_out"] = leftOut } });
        return item.Uuid;
    }
}
