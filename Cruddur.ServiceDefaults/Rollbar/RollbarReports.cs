using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Cruddur.ServiceDefaults.Tracing;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// Decides of each line that tells of an error whether it becomes an item, and marks the span with the item's uuid. One exception object is one item of its
/// request, however often it is logged there; what is left out by the limits is counted.
/// </summary>
internal sealed class RollbarReports(RollbarClient client, ItemLimits limits, ObservedRequests requests, ServiceFacts service, bool recordClientAddress)
{
    private const int TopFrames = 3;

    private static readonly string SummaryCategory = typeof(RequestObservation).FullName!;

    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<Exception, Reported> _reported = [];

    /// <summary>Reports what the line tells, on the thread that writes it: request, person and span are known there and nowhere else.</summary>
    public void Report(LogEvent logEvent)
    {
        var request = requests.Current;
        var exception = logEvent.Exception;
        if (RollbarMapping.CategoryOf(logEvent) == SummaryCategory && request is not null)
        {
            exception = request.Outcome?.Error;
            if (exception is null && request.IsReported)
                return;
        }

        if (exception is not null && !IsNew(exception, request, logEvent.TraceId))
            return;

        request?.IsReported = true;
        var facts = FactsOf(request);
        if (LeftOut(logEvent, exception, facts?.Route, out var repeats) is { } reason)
        {
            client.LeaveOut(RollbarOrigins.Server, reason);
            return;
        }

        var uuid = Guid.NewGuid().ToString("N");
        client.Send(RollbarMapping.Map(new Occurrence(uuid, logEvent, exception, facts, logEvent.TraceId, logEvent.SpanId, repeats), service));
        if (Activity.Current is { IsAllDataRequested: true } span)
            span.AddEvent(OccurrenceEvent(uuid));
    }

    /// <summary>By which an occurrence is found from its span.</summary>
    public static ActivityEvent OccurrenceEvent(string uuid) =>
        new(SpanEvents.Occurrence, tags: new ActivityTagsCollection { [SpanEvents.OccurrenceUuid] = uuid });

    // The same object may be thrown again in another request: one that is kept in a field, or a failed task's that many wait for.
    private bool IsNew(Exception exception, ObservedRequest? request, ActivityTraceId? traceId)
    {
        lock (_gate)
        {
            // The server's own line comes after the request has ended, but in its trace.
            if (_reported.TryGetValue(exception, out var reported) && (request is null ? traceId is not null && reported.TraceId == traceId : reported.Request == request))
                return false;
            if (request is not null)
                _reported.AddOrUpdate(exception, new Reported(request, traceId));
            return true;
        }
    }

    private string? LeftOut(LogEvent logEvent, Exception? exception, string? route, out int repeats)
    {
        repeats = 0;
        return limits.AreUsedUp ? ItemLimits.RateLimited : limits.Take(KindOf(logEvent, exception, route), out repeats);
    }

    // A line that is written after its request has ended, or beside it, may find the request half gone.
    private RequestFacts? FactsOf(ObservedRequest? request)
    {
        try
        {
            return request?.Context is { } context ? RequestFacts.Of(context, recordClientAddress) : null;
        }
        catch (Exception gone) when (gone is ObjectDisposedException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static string KindOf(LogEvent logEvent, Exception? exception, string? route)
    {
        if (exception is null)
            return $"{logEvent.Level} {route} {logEvent.MessageTemplate.Text}";

        var frames = new StackTrace(exception, fNeedFileInfo: false).GetFrames().Take(TopFrames).Select(frame =>
            string.Create(CultureInfo.InvariantCulture, $"{frame.GetMethod()?.DeclaringType}.{frame.GetMethod()?.Name}+{frame.GetILOffset()}"));
        return $"{logEvent.Level} {route} {exception.GetType()} {string.Join(' ', frames)}";
    }

    private sealed record Reported(ObservedRequest Request, ActivityTraceId? TraceId);
}
