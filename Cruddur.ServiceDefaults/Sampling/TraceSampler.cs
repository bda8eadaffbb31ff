using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>
/// Decides about a trace where it enters the service: as the caller did where that is trusted and has decided, else by the rules. The weight goes on in the
/// tracestate, <c>ot=th:…</c>, by OpenTelemetry's consistent probability sampling.
/// </summary>
/// <remarks>Of a caller that isn't trusted the ids and the other members of its tracestate are kept.</remarks>
internal sealed class TraceSampler(IDecider decider, CallersWord callers, RecentDecisions recent, SamplingCounts counts, bool trustCallers) : Sampler
{
    private readonly Decision _callersYes = new(counts, rule: null, Decision.Caller, threshold: 0);
    private readonly Decision _callersNo = new(counts, rule: null, Decision.Caller, threshold: null);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var caller = samplingParameters.ParentContext;
        if (caller.TraceId == default)
            return Begin(samplingParameters);

        var (state, isUndecided) = callers.Of(caller);
        if (!trustCallers)
            return Distrust(samplingParameters, state);

        return isUndecided || !decider.FollowsCallers ? DecideFor(samplingParameters, state) : Follow(caller, state);
    }

    private SamplingResult Begin(in SamplingParameters parameters)
    {
        var decision = Decide(parameters, SamplingThreshold.RandomnessOf(parameters.TraceId));
        recent.Note(parameters.TraceId, decision, decision.FreshState);
        return decision.Fresh();
    }

    private Decision Decide(in SamplingParameters parameters, ulong randomness) => decider.Decide(new SpanFacts(parameters.Tags), randomness);

    // A threshold that contradicts the flag, or that comes without it, says nothing of the weight.
    private SamplingResult Follow(in ActivityContext caller, string? state)
    {
        var isSampled = caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        var value = OpenTelemetryState.Find(state);
        var threshold = OpenTelemetryState.Field(value, "th");
        if (!threshold.IsEmpty && !(isSampled && SamplingThreshold.TryParse(threshold, out var least) && Randomness(value, caller.TraceId) >= least))
            state = OpenTelemetryState.Replace(state, OpenTelemetryState.WithThreshold(value, null));
        var decision = isSampled ? _callersYes : _callersNo;
        recent.Note(caller.TraceId, decision, OpenTelemetryState.Find(state).ToString());
        return decision.With(state);
    }

    // Whoever chose the id is trusted to have made it at random, or to have said so in rv.
    private SamplingResult DecideFor(in SamplingParameters parameters, string? state)
    {
        var value = OpenTelemetryState.Find(state);
        var decision = Decide(parameters, Randomness(value, parameters.TraceId));
        var told = OpenTelemetryState.WithThreshold(value, decision.Threshold);
        recent.Note(parameters.TraceId, decision, told);
        return decision.With(OpenTelemetryState.Replace(state, told));
    }

    // The id may have been chosen to be sampled, or not to be: the randomness is ours, and everyone after us is told of it.
    private SamplingResult Distrust(in SamplingParameters parameters, string? state)
    {
        if (recent.Follow(parameters.TraceId) is { } made)
            return made.Decision.With(OpenTelemetryState.Replace(state, made.State));

        var randomness = (ulong)Random.Shared.NextInt64((long)SamplingThreshold.Never);
        var decision = Decide(parameters, randomness);
        var value = decision.Threshold is null ? $"rv:{randomness:x14}" : $"th:{decision.Threshold};rv:{randomness:x14}";
        recent.Note(parameters.TraceId, decision, value);
        return decision.With(OpenTelemetryState.Replace(state, value));
    }

    private static ulong Randomness(ReadOnlySpan<char> value, ActivityTraceId traceId) =>
        OpenTelemetryState.Field(value, "rv") is { Length: SamplingThreshold.Digits } given && SamplingThreshold.TryParse(given, out var explicitly)
            ? explicitly
            : SamplingThreshold.RandomnessOf(traceId);
}
