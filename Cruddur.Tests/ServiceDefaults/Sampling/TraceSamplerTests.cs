using System.Diagnostics;
using System.Globalization;
using Cruddur.ServiceDefaults.Sampling;
using OpenTelemetry.Trace;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class TraceSamplerTests : IDisposable
{
    private const string Low = "4bf92f3577b34da6a300000000000001";
    private const string High = "4bf92f3577b34da6a3ffffffffffffff";
    private const string TenPercent = "th:e6666666666668";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly OwnedClock _clock = new(Start);
    private readonly SamplingCounts _counts = new();
    private readonly CallersWord _callers = new();

    public void Dispose()
    {
        _callers.Dispose();
        _counts.Dispose();
    }

    [Fact]
    public void Reservoir_comes_first_and_counts_once_and_the_rate_counts_as_many_times_as_it_leaves_out()
    {
        var sampler = Rules(new SamplingRule("r") { Priority = 1, ReservoirSize = 2, FixedRate = 0.1 });
        Assert.Equal("RecordAndSample ot=th:0 r reservoir", Shown(Fresh(sampler, Low)));
        Assert.Equal("RecordAndSample ot=th:0 r reservoir", Shown(Fresh(sampler, Low)));
        Assert.Equal("Drop  r dropped", Shown(Fresh(sampler, Low)));
        Assert.Equal($"RecordAndSample ot={TenPercent} r rate", Shown(Fresh(sampler, High)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("RecordAndSample ot=th:0 r reservoir", Shown(Fresh(sampler, Low)));
        Assert.Equal(
            "r dropped 1, r rate 1, r reservoir 3",
            string.Join(", ", _counts.Snapshot().Where(pair => pair.Value > 0).Select(pair => $"{pair.Key.Rule} {pair.Key.Decision} {pair.Value}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Share_of_random_ids_is_sampled_and_their_weights_add_up_to_all()
    {
        var sampler = Rules(new SamplingRule("r") { Priority = 1, FixedRate = 0.1 });
        var sampled = Enumerable.Range(0, 20_000)
            .Select(_ => Fresh(sampler, ActivityTraceId.CreateRandom().ToHexString()))
            .Where(result => result.Decision == SamplingDecision.RecordAndSample)
            .Sum(result => SamplingWeight.Of(result.TraceStateString));
        Assert.InRange(sampled, 17_000, 23_000);
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, null, "RecordAndSample  caller")]
    [InlineData(ActivityTraceFlags.Recorded, "a=1,ot=th:8", "RecordAndSample a=1,ot=th:8 caller")]
    [InlineData(ActivityTraceFlags.Recorded, "ot=" + TenPercent + ";rv:ffffffffffffff", "RecordAndSample ot=" + TenPercent + ";rv:ffffffffffffff caller")]
    [InlineData(ActivityTraceFlags.None, null, "Drop  caller")]
    [InlineData(ActivityTraceFlags.None, "a=1,ot=rv:00000000000001", "Drop a=1,ot=rv:00000000000001 caller")]
    [InlineData(ActivityTraceFlags.None, "a=1,ot=th:8", "Drop a=1 caller")]
    [InlineData(ActivityTraceFlags.Recorded, "a=1,ot=th:8;rv:00000000000001;k:v", "RecordAndSample ot=rv:00000000000001;k:v,a=1 caller")]
    [InlineData(ActivityTraceFlags.Recorded, "ot=th:XYZ", "RecordAndSample  caller")]
    public void Trusted_caller_is_followed_with_its_weight_where_that_can_be_right(ActivityTraceFlags flags, string? state, string expected)
    {
        var sampler = Rules(new SamplingRule("r") { Priority = 1 });
        Assert.Equal(expected, Shown(Called(sampler, High, flags, state)));
    }

    [Theory]
    [InlineData(null, "RecordAndSample ot=th:8 r rate")]
    [InlineData("a=1,ot=th:c", "RecordAndSample ot=th:8,a=1 r rate")]
    [InlineData("ot=rv:00000000000001", "Drop ot=rv:00000000000001 r dropped")]
    public void Trusted_caller_that_leaves_the_decision_to_us_gets_the_rules(string? state, string expected)
    {
        var sampler = Rules(new SamplingRule("r") { Priority = 1, FixedRate = 0.5 });
        var caller = Caller(High, ActivityTraceFlags.None, null);
        _callers.Note(caller, state, isUndecided: true);
        Assert.Equal(expected, Shown(Decide(sampler, caller)));
    }

    [Fact]
    public void Untrusted_caller_keeps_its_ids_and_its_other_state_and_nothing_else()
    {
        var sampler = Rules(trustCallers: false, new SamplingRule("r") { Priority = 1, ReservoirSize = 1 });
        var first = Called(sampler, High, ActivityTraceFlags.None, "a=1,ot=th:ffffff;rv:ffffffffffffff,b=2");
        Assert.Matches("^RecordAndSample ot=th:0;rv:[0-9a-f]{14},a=1,b=2 r reservoir$", Shown(first));
        var second = Called(sampler, Low, ActivityTraceFlags.Recorded, "a=1,ot=th:0;rv:ffffffffffffff,b=2");
        Assert.Matches("^Drop ot=rv:[0-9a-f]{14},a=1,b=2 r dropped$", Shown(second));
    }

    [Fact]
    public void Nobody_chooses_to_be_sampled_by_choosing_an_id()
    {
        var sampler = Rules(trustCallers: false, new SamplingRule("r") { Priority = 1, FixedRate = 0.5 });
        var results = Enumerable.Range(0, 2000).Select(_ => Called(sampler, High, ActivityTraceFlags.Recorded, null)).ToList();
        Assert.InRange(results.Count(result => result.Decision == SamplingDecision.RecordAndSample), 800, 1200);
        Assert.All(results, result =>
        {
            var randomness = ulong.Parse(OpenTelemetryState.Field(OpenTelemetryState.Find(result.TraceStateString), "rv"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            Assert.Equal(result.Decision == SamplingDecision.RecordAndSample, randomness >= SampleFacts.Half);
        });
    }

    [Fact]
    public void Word_of_one_caller_is_not_taken_for_anothers()
    {
        _callers.Note(Caller(Low, ActivityTraceFlags.None, null), "a=1", isUndecided: true);
        var other = Called(Rules(new SamplingRule("r") { Priority = 1, FixedRate = 1 }), High, ActivityTraceFlags.None, "b=2");
        Assert.Equal("Drop b=2 caller", Shown(other));
    }

    [Fact]
    public void Requests_of_one_untrusted_trace_share_its_decision_for_a_while_and_not_for_ever()
    {
        var sampler = Rules(trustCallers: false, new SamplingRule("r") { Priority = 1, ReservoirSize = 1, FixedRate = 0 });
        var first = Called(sampler, High, ActivityTraceFlags.None, "a=1");
        var redirected = Called(sampler, High, ActivityTraceFlags.None, "b=2");
        Assert.Equal("RecordAndSample r reservoir", $"{redirected.Decision} {string.Join(' ', redirected.Attributes.Select(tag => tag.Value))}");
        Assert.Equal(first.TraceStateString!.Replace(",a=1", ",b=2", StringComparison.Ordinal), redirected.TraceStateString);
        Assert.Equal(SamplingDecision.Drop, Called(sampler, Low, ActivityTraceFlags.None, null).Decision);

        var sampled = Enumerable.Range(0, 100).Count(_ => Called(sampler, High, ActivityTraceFlags.None, null).Decision == SamplingDecision.RecordAndSample);
        Assert.Equal(14, sampled);
        _clock.Advance(TimeSpan.FromMinutes(1.5));
        Assert.Equal(SamplingDecision.RecordAndSample, Called(sampler, Low, ActivityTraceFlags.None, null).Decision);
    }

    [Theory]
    [InlineData("always_on", null, ActivityTraceFlags.None, "RecordAndSample ot=th:0")]
    [InlineData("ALWAYS_OFF", null, ActivityTraceFlags.Recorded, "Drop")]
    [InlineData("traceidratio", "0.5", ActivityTraceFlags.None, "RecordAndSample ot=th:8")]
    [InlineData("traceidratio", null, ActivityTraceFlags.None, "RecordAndSample ot=th:0")]
    [InlineData("parentbased_always_on", null, ActivityTraceFlags.None, "Drop  caller")]
    [InlineData("parentbased_always_off", null, ActivityTraceFlags.Recorded, "RecordAndSample  caller")]
    [InlineData("parentbased_traceidratio", "0", ActivityTraceFlags.Recorded, "RecordAndSample  caller")]
    public void Standard_sampler_stands_in_the_rules_place(string name, string? argument, ActivityTraceFlags flags, string expected)
    {
        var share = new StandardSamplerOptions { Sampler = name, Argument = argument }.Replacement(_counts)!;
        Assert.Equal(expected, Shown(Called(new TraceSampler(share, _callers, new RecentDecisions(_clock), _counts, trustCallers: true), High, flags, null)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xray")]
    [InlineData("nonsense")]
    public void Rules_are_the_default(string? name) => Assert.Null(new StandardSamplerOptions { Sampler = name }.Replacement(_counts));

    [Fact]
    public void Decision_about_a_trace_that_begins_here_allocates_nothing()
    {
        var sampler = Rules(new SamplingRule("r") { Priority = 1, ReservoirSize = 5, FixedRate = 0.1, Host = "local*:4567", URLPath = "/api/*", Attributes = new Dictionary<string, string> { ["server.port"] = "4567" } });
        object tags = SampleFacts.Tags("/api/activities/home");
        var parameters = new SamplingParameters(default, ActivityTraceId.CreateFromString(Low), "GET", ActivityKind.Server, (IEnumerable<KeyValuePair<string, object?>>)tags);
        sampler.ShouldSample(parameters);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            sampler.ShouldSample(parameters);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private TraceSampler Rules(params SamplingRule[] rules) => Rules(trustCallers: true, rules);

    private TraceSampler Rules(bool trustCallers, params SamplingRule[] rules) =>
        new(new XRayRules(RuleSet.OfLocal(rules, new ServiceFacts("api"), _counts), _clock), _callers, new RecentDecisions(_clock) { IsOn = !trustCallers }, _counts, trustCallers);

    private static SamplingResult Fresh(TraceSampler sampler, string traceId) => sampler.ShouldSample(
        new SamplingParameters(default, ActivityTraceId.CreateFromString(traceId), "GET", ActivityKind.Server, SampleFacts.Tags()));

    private static SamplingResult Called(TraceSampler sampler, string traceId, ActivityTraceFlags flags, string? state) => Decide(sampler, Caller(traceId, flags, state));

    private static SamplingResult Decide(TraceSampler sampler, ActivityContext caller) =>
        sampler.ShouldSample(new SamplingParameters(caller, caller.TraceId, "GET", ActivityKind.Server, SampleFacts.Tags()));

    private static ActivityContext Caller(string traceId, ActivityTraceFlags flags, string? state) =>
        new(ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateFromString("00f067aa0ba902b7"), flags, state, isRemote: true);

    private static string Shown(SamplingResult result) => $"{result.Decision} {result.TraceStateString} {string.Join(' ', result.Attributes.Select(tag => tag.Value))}".TrimEnd();
}
