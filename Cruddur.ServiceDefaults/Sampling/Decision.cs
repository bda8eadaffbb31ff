using OpenTelemetry.Trace;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>One of the few answers that a rule can give, made once with all that is said of it: tags, weight, count.</summary>
internal sealed class Decision
{
    /// <summary>The tag of a root span with the name of the rule that decided.</summary>
    public const string RuleTag = "aws.xray.sampling_rule_name";

    /// <summary>The tag of a root span with the way of the decision: one of the words below.</summary>
    public const string Tag = "aws.xray.sampling_decision";

    /// <summary>Taken within the second's quota: counts once.</summary>
    public const string Reservoir = "reservoir";

    /// <summary>Taken as the one a second that is borrowed while there is no quota: counts once.</summary>
    public const string Borrow = "borrow";

    /// <summary>Taken by the fixed rate p: counts 1/p times.</summary>
    public const string Rate = "rate";

    /// <summary>Left out by the rule. Only what is captured for the local dashboard carries it.</summary>
    public const string Dropped = "dropped";

    /// <summary>As a trusted caller decided, either way.</summary>
    public const string Caller = "caller";

    private readonly SamplingCounts.Count _count;
    private readonly KeyValuePair<string, object>[] _tags;
    private readonly SamplingResult _fresh;

    public Decision(SamplingCounts counts, string? rule, string how, ulong? threshold)
    {
        IsSampled = threshold is not null;
        Threshold = threshold is { } value ? SamplingThreshold.Format(value) : null;
        _count = counts.Of(rule, how);
        _tags = (rule, how) switch
        {
            (null, Caller) => [new(Tag, how)],
            (null, _) => [],
            _ => [new(RuleTag, rule), new(Tag, how)],
        };
        FreshState = Threshold is null ? "" : $"th:{Threshold}";
        _fresh = WithState(Threshold is null ? null : $"ot={FreshState}");
    }

    public bool IsSampled { get; }

    /// <summary>As <c>th</c> is written; null where the trace is not sampled.</summary>
    public string? Threshold { get; }

    /// <summary>The value of <c>ot</c> for a trace that begins here; empty where it is not sampled.</summary>
    public string FreshState { get; }

    /// <summary>For a trace that begins here.</summary>
    public SamplingResult Fresh() => Counted(_fresh);

    /// <summary>For a trace with a state of its own, which this one replaces; null leaves the caller's out.</summary>
    public SamplingResult With(string? state) => Counted(WithState(state));

    private SamplingResult WithState(string? state) => new(IsSampled ? SamplingDecision.RecordAndSample : SamplingDecision.Drop, _tags, state!);

    private SamplingResult Counted(SamplingResult result)
    {
        _count.Add();
        return result;
    }
}
