using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>
/// Decides where a trace enters the service: untraced paths are dropped, all else is <paramref name="sampler"/>'s decision.
/// A span inside the service follows its parent, so that no trace has holes.
/// </summary>
/// <remarks>
/// Where all is captured, what would be dropped is recorded all the same, without the flag: the local dashboard takes it, nobody else does, and a
/// service that is called hears of no.
/// </remarks>
internal sealed class EntrySampler(UntracedPaths untraced, CallersWord callers, Sampler sampler, bool captureAll) : Sampler
{
    private static readonly SamplingResult Dropped = new(SamplingDecision.Drop);
    private static readonly SamplingResult Captured = new(SamplingDecision.RecordOnly);
    private static readonly SamplingResult Sampled = new(SamplingDecision.RecordAndSample);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        if (parent.TraceId != default && !parent.IsRemote)
            return parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? Sampled : captureAll && IsCaptured(parent) ? Captured : Dropped;

        if (new SpanFacts(samplingParameters.Tags).Path is { } path && untraced.Contains(path))
            return parent.TraceId == default ? Dropped : new SamplingResult(SamplingDecision.Drop, callers.Of(parent).State!);

        var result = sampler.ShouldSample(samplingParameters);
        return captureAll && result.Decision == SamplingDecision.Drop
            ? new SamplingResult(SamplingDecision.RecordOnly, result.Attributes, result.TraceStateString!)
            : result;
    }

    // The flag is the same for a span that is captured and one of an untraced path.
    private static bool IsCaptured(in ActivityContext parent) =>
        Activity.Current is { IsAllDataRequested: true } current && current.TraceId == parent.TraceId;
}
