using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>How often each rule decided what, as the instrument <c>cruddur.sampling.decisions</c>: also what becomes no span at all is counted here.</summary>
internal sealed class SamplingCounts : IDisposable
{
    // X-Ray allows 25 rules a service by default; names that come and go for ever end up under one.
    private const int MaxRules = 1000;
    private const string Others = "others";

    private readonly ConcurrentDictionary<(string Rule, string Decision), Count> _counts = new();
    private readonly Meter _meter = new("Cruddur.ServiceDefaults");

    public SamplingCounts() => _meter.CreateObservableCounter(
        "cruddur.sampling.decisions", Measure, "{request}", "Traces that entered here, by the rule that decided and what it decided.");

    /// <summary>The counter of a rule and a decision; the same one whenever it is asked for.</summary>
    public Count Of(string? rule, string decision)
    {
        var name = rule ?? "";
        return _counts.GetOrAdd((_counts.Count < MaxRules || _counts.ContainsKey((name, decision)) ? name : Others, decision), _ => new Count());
    }

    /// <summary>What was counted until now. A decision that no rule made has an empty name.</summary>
    public IReadOnlyDictionary<(string Rule, string Decision), long> Snapshot() => _counts.ToDictionary(pair => pair.Key, pair => pair.Value.Value);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure() => _counts.Where(pair => pair.Value.Value > 0).Select(pair =>
        new Measurement<long>(pair.Value.Value, new("rule", pair.Key.Rule), new("decision", pair.Key.Decision)));

    public sealed class Count
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }
}
