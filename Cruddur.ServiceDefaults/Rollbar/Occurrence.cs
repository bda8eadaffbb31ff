using System.Diagnostics;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Something that is to be reported, as it was found.</summary>
/// <param name="Uuid">Its id with Rollbar and on its span.</param>
/// <param name="LogEvent">The line by which it was told.</param>
/// <param name="Exception">What was thrown, where something was.</param>
/// <param name="Request">The request that it happened in.</param>
/// <param name="TraceId">Its trace.</param>
/// <param name="SpanId">The span that was the current one.</param>
/// <param name="Repeats">How many that tell the same were left out since the last one that was sent.</param>
internal sealed record Occurrence(
    string Uuid, LogEvent LogEvent, Exception? Exception, RequestFacts? Request, ActivityTraceId? TraceId, ActivitySpanId? SpanId, int Repeats);
