namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>How many spans a sampled one stands for, as the tracestate of its trace says it.</summary>
/// <remarks>
/// It is read when a span is mapped, off the requests' threads, and written as <c>SampleRate</c> where it is more than 1: without one a span counts once.
/// A whole number, as Honeycomb takes it: a share of 0.3 gives 3. <c>ot=th:…</c> itself stays exact.
/// </remarks>
internal static class SamplingWeight
{
    /// <summary>1 where the state says nothing, or nothing readable.</summary>
    public static int Of(string? traceState)
    {
        if (string.IsNullOrEmpty(traceState))
            return 1;

        var threshold = OpenTelemetryState.Field(OpenTelemetryState.Find(traceState), "th");
        return SamplingThreshold.TryParse(threshold, out var value) ? SamplingThreshold.Weight(value) : 1;
    }
}
