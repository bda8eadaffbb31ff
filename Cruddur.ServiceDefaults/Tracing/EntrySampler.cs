using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>
/// Decides where a trace enters the service: untraced paths are dropped, all else is <paramref name="sampler"/>'s decision.
/// A span inside the service follows its parent, so that no trace has holes.
/// </summary>
internal sealed class EntrySampler(UntracedPaths untraced, Sampler sampler) : Sampler
{
    private static readonly SamplingResult Dropped = new(SamplingDecision.Drop);
    private static readonly SamplingResult Sampled = new(SamplingDecision.RecordAndSample);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        if (parent.TraceId != default && !parent.IsRemote)
            return parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? Sampled : Dropped;

        foreach (var tag in samplingParameters.Tags ?? [])
        {
            if (tag.Key == "url.path" && tag.Value is string path && untraced.Contains(path))
                return Dropped;
        }

        return sampler.ShouldSample(samplingParameters);
    }
}
