namespace Cruddur.Dashboard.Store;

/// <summary>A trace in a list.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="Name">The name of the root span, or of the earliest where no root has arrived.</param>
/// <param name="RootService">The service of that span.</param>
/// <param name="StartNanos">The earliest start, in nanoseconds since the Unix epoch.</param>
/// <param name="DurationNanos">From the earliest start to the latest end.</param>
/// <param name="SpanCount">How many spans have arrived.</param>
/// <param name="ErrorCount">How many of them ended in an error.</param>
/// <param name="Services">The services that took part, the one with the earliest span first.</param>
/// <param name="Cursor">What to give as <see cref="TraceFilter.Before"/> for the traces behind this one.</param>
public sealed record TraceSummary(
    string TraceId,
    string Name,
    string RootService,
    long StartNanos,
    long DurationNanos,
    int SpanCount,
    int ErrorCount,
    IReadOnlyList<TraceService> Services,
    long Cursor)
{
    /// <summary>When it started, to the 100 ns that .NET can hold.</summary>
    public DateTimeOffset Start => UnixNanos.ToTime(StartNanos);
}

/// <summary>A service's part of a trace.</summary>
public sealed record TraceService(string Name, int SpanCount, int ErrorCount);
