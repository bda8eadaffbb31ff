namespace Cruddur.Dashboard.Store;

/// <summary>A trace as a point in a picture of many.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="Service">The service of the span that names the trace.</param>
/// <param name="StartNanos">Nanoseconds since the Unix epoch.</param>
/// <param name="DurationNanos">From the earliest start to the latest end.</param>
/// <param name="HasError">Whether a span of it failed.</param>
public sealed record TracePoint(string TraceId, string Service, long StartNanos, long DurationNanos, bool HasError);
