using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Cruddur.ServiceDefaults.Sampling;
using OpenTelemetry.Trace;

namespace Cruddur.Benchmarks;

/// <summary>The decision about one request, as it stands before its span: the rule built in, one of ten rules with patterns, and the other ways in.</summary>
[MemoryDiagnoser]
public class SamplerBenchmarks : IDisposable
{
    private static readonly ServiceFacts Api = new("api");

    private readonly SamplingCounts _counts = new();
    private readonly CallersWord _callers = new();
    private readonly TraceSampler _builtIn;
    private readonly TraceSampler _tenRules;
    private readonly TraceSampler _edge;
    private readonly object _tags = new TagList
    {
        { "server.address", "localhost" },
        { "server.port", 4567 },
        { "http.request.method", "GET" },
        { "url.scheme", "http" },
        { "url.path", "/api/activities/home" },
        { "user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)" },
    };

    private readonly ActivityTraceId _traceId = ActivityTraceId.CreateRandom();
    private readonly ActivityContext _caller = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "ot=th:0", isRemote: true);

    /// <summary>Makes the samplers.</summary>
    public SamplerBenchmarks()
    {
        _builtIn = Sampler(LocalRulesFile.BuiltIn(), trustCallers: true);
        _edge = Sampler(LocalRulesFile.BuiltIn(), trustCallers: false);
        _tenRules = Sampler(
            [
                .. Enumerable.Range(1, 9).Select(i => new SamplingRule($"r{i}") { Priority = i, FixedRate = 0.5, Host = "local*:4567", HTTPMethod = "GET", URLPath = $"/api/*/{i}" }),
                new SamplingRule("last") { Priority = 10, ReservoirSize = 5, FixedRate = 0.1, URLPath = "/api/*/home" },
            ],
            trustCallers: true);
    }

    /// <summary>A trace that begins here, by the one rule built in.</summary>
    [Benchmark(Baseline = true)]
    public SamplingResult BuiltInRule() => Decide(_builtIn, default, _traceId);

    /// <summary>A trace that begins here, by the last of ten rules with patterns on host, method and path.</summary>
    [Benchmark]
    public SamplingResult LastOfTenRules() => Decide(_tenRules, default, _traceId);

    /// <summary>A trace that a trusted caller decided about.</summary>
    [Benchmark]
    public SamplingResult TrustedCaller() => Decide(_builtIn, _caller, _caller.TraceId);

    /// <summary>A trace whose id a stranger chose.</summary>
    [Benchmark]
    public SamplingResult UntrustedCaller() => Decide(_edge, _caller, _caller.TraceId);

    /// <summary>What a mapper does for each span.</summary>
    [Benchmark]
    public int Weight() => SamplingWeight.Of("ot=th:e6666666666668;rv:01234567890123");

    /// <inheritdoc />
    public void Dispose()
    {
        _callers.Dispose();
        _counts.Dispose();
        GC.SuppressFinalize(this);
    }

    private SamplingResult Decide(TraceSampler sampler, ActivityContext caller, ActivityTraceId traceId) =>
        sampler.ShouldSample(new SamplingParameters(caller, traceId, "GET", ActivityKind.Server, (IEnumerable<KeyValuePair<string, object?>>)_tags));

    private TraceSampler Sampler(IEnumerable<SamplingRule> rules, bool trustCallers) =>
        new(new XRayRules(RuleSet.OfLocal(rules, Api, _counts), TimeProvider.System), _callers, new RecentDecisions(TimeProvider.System), _counts, trustCallers);
}
