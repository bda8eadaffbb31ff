using System.Text.Json;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class DaemonSyncTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1767225600);
    private static readonly ServiceFacts Api = new("api");

    private readonly OwnedClock _clock = new(Start);
    private readonly SamplingCounts _counts = new();
    private readonly LogLines<DaemonSync> _log = new();
    private readonly XRayRules _rules;
    private DaemonPeer _peer = null!;
    private DaemonClient _client = null!;
    private DaemonSync _sync = null!;

    public DaemonSyncTests() => _rules = new XRayRules(RuleSet.OfLocal(LocalRulesFile.BuiltIn(), Api, _counts), _clock);

    public async ValueTask InitializeAsync()
    {
        _peer = await DaemonPeer.StartAsync();
        _client = new DaemonClient(_peer.Address);
        _sync = new DaemonSync(_client, _rules, Api, _counts, _clock, _log);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _counts.Dispose();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Local_rules_govern_until_the_daemon_has_answered()
    {
        Assert.Equal("CruddurLocal reservoir", Post());
        var next = await TurnAsync();
        Assert.Equal([("/GetSamplingRules", "")], _peer.Asked);
        Assert.InRange(next - Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.1));
        Assert.Equal("Posts borrow", Post());
        Assert.Equal("Default borrow", Get());
        Assert.Equal(
            [
                "Warning: A sampling rule of X-Ray's can never match: rule Route asks for attribute http.route, which no request has yet when it is decided about; " +
                "there are http.request.method, server.address, server.port, url.path, url.scheme, user_agent.original.",
                $"Information: X-Ray's 3 sampling rules govern, from the daemon at {_peer.Address}; 3 are for this service.",
            ],
            _log.All);
    }

    [Fact]
    public async Task Rules_come_in_pages_until_there_is_no_token()
    {
        _peer.Rules = (context, body) => context.Response.WriteAsync(body.Length == 0 ? Page("one", "more") : Page("two", null), context.RequestAborted);
        await TurnAsync();
        Assert.Equal([("/GetSamplingRules", ""), ("/GetSamplingRules", "{\"NextToken\":\"more\"}")], _peer.Asked);
        Assert.Equal(["one", "two"], _rules.LastFetched!.Rules.Select(rule => rule.Definition.RuleName));
    }

    [Fact]
    public async Task Pages_without_an_end_are_read_to_a_bound()
    {
        _peer.Rules = (context, _) => context.Response.WriteAsync(Page("one", "more"), context.RequestAborted);
        await TurnAsync();
        Assert.Equal(20, _peer.Asked.Count);
        Assert.Single(_rules.LastFetched!.Rules);
    }

    [Fact]
    public async Task Statistics_are_reported_and_targets_taken()
    {
        await TurnAsync();
        Assert.Equal("Posts borrow", Post());
        Assert.Equal("Posts rate", Post());
        Assert.Equal("Posts dropped", Post(randomness: 1));
        _clock.Advance(TimeSpan.FromSeconds(11));
        var next = await TurnAsync();

        var (path, body) = _peer.Asked[^1];
        var document = Assert.Single(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("SamplingStatisticsDocuments").EnumerateArray());
        var clientId = document.GetProperty("ClientID").GetString()!;
        Assert.Matches("^[0-9a-f]{24}$", clientId);
        Assert.Equal(
            ("/SamplingTargets", $$"""{"ClientID":"{{clientId}}","RuleName":"Posts","RequestCount":3,"SampledCount":2,"BorrowCount":1,"Timestamp":1767225611}"""),
            (path, document.GetRawText()));

        // Interval 20, quota 2 until 60 s after the start, rate 1.
        Assert.InRange(next - _clock.Now, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20.1));
        Assert.Equal(["Posts reservoir", "Posts reservoir", "Posts rate"], [Post(), Post(), Post(randomness: 1)]);
        _clock.Advance(TimeSpan.FromSeconds(15));
        await TurnAsync();
        Assert.Equal(2, _peer.Asked.Count);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await TurnAsync();
        Assert.Contains("\"RequestCount\":3,\"SampledCount\":3,\"BorrowCount\":0", _peer.Asked[^1].Body, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(["Posts borrow", "Posts rate"], [Post(), Post(randomness: 1)]);
    }

    [Fact]
    public async Task Rules_are_fetched_again_after_five_minutes_and_go_on_with_what_they_had()
    {
        await TurnAsync();
        Post();
        _clock.Advance(TimeSpan.FromSeconds(11));
        await TurnAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        _peer.Rules = DaemonPeer.File("get-sampling-rules.json");
        await TurnAsync();
        Assert.Equal(2, _peer.Asked.Count(asked => asked.Path == "/GetSamplingRules"));
        // The target's rate of 1 still stands.
        Assert.Equal(["Posts borrow", "Posts rate"], [Post(), Post(randomness: 1)]);
    }

    [Fact]
    public async Task Rules_are_fetched_at_once_when_somebody_changed_them_and_once_only_whatever_the_clock_says()
    {
        await TurnAsync();
        _peer.Targets = DaemonPeer.Text("""{"SamplingTargetDocuments":[],"LastRuleModification":1799999999}""");
        foreach (var fetched in new[] { 2, 2 })
        {
            Post();
            _clock.Advance(TimeSpan.FromSeconds(11));
            await TurnAsync();
            Assert.Equal(fetched, _peer.Asked.Count(asked => asked.Path == "/GetSamplingRules"));
        }
    }

    [Fact]
    public async Task Rules_last_an_hour_without_the_daemon_and_then_the_local_ones_govern()
    {
        await TurnAsync();
        _peer.Rules = _peer.Targets = DaemonPeer.Status(500);
        for (var minute = 0; minute < 59; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await TurnAsync();
            Assert.Equal("Posts borrow", Post());
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("CruddurLocal reservoir", Post());
        _peer.Rules = DaemonPeer.File("get-sampling-rules.json");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await TurnAsync();
        Assert.Equal("Posts borrow", Post());
        _peer.Targets = DaemonPeer.File("sampling-targets.json");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await TurnAsync();
        Assert.Equal(
            [
                $"Warning: The X-Ray daemon at {_peer.Address} gives no sampling rules: Response status code does not indicate success: 500 (Internal Server Error). " +
                "The rules last fetched apply until 01:00:00 UTC, then the local ones, until this says otherwise.",
                $"Information: The X-Ray daemon at {_peer.Address} gives sampling rules again.",
            ],
            _log.All.Skip(2));
    }

    [Fact]
    public async Task Statistics_that_did_not_arrive_are_reported_the_next_time()
    {
        await TurnAsync();
        Post();
        _peer.Targets = DaemonPeer.Status(503);
        _clock.Advance(TimeSpan.FromSeconds(11));
        await TurnAsync();
        Post();
        _peer.Targets = DaemonPeer.Text("""{"SamplingTargetDocuments":[],"UnprocessedStatistics":[{"RuleName":"Posts","ErrorCode":"500","Message":"later"}]}""");
        _clock.Advance(TimeSpan.FromSeconds(11));
        await TurnAsync();
        Assert.Contains("\"RequestCount\":2,", _peer.Asked[^1].Body, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(11));
        await TurnAsync();
        Assert.Contains("\"RequestCount\":2,", _peer.Asked[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"SamplingRuleRecords":[]}""")]
    [InlineData("""{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"x","Priority":1e99,"FixedRate":7,"ReservoirSize":"a"}}]}""")]
    [InlineData("""{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"\ud800","Priority":1,"FixedRate":1,"ReservoirSize":1}}]}""")]
    public async Task Garbage_changes_nothing(string answer)
    {
        _peer.Rules = DaemonPeer.Text(answer);
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Answer_over_a_mebibyte_changes_nothing()
    {
        _peer.Rules = DaemonPeer.Text(Page(new string('x', 1024 * 1024), null));
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Reset_connection_changes_nothing()
    {
        _peer.Rules = DaemonPeer.ResetAsync;
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        _peer.Rules = (context, _) =>
        {
            context.Response.Redirect("/SamplingTargets");
            return Task.CompletedTask;
        };
        await AssertRefusedAsync();
        Assert.Single(_peer.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_that_never_comes_or_never_ends_is_given_up_after_two_seconds(bool begins)
    {
        _peer.Rules = begins ? DaemonPeer.TrickleAsync : DaemonPeer.NeverAsync;
        await AssertRefusedAsync();
        Assert.Contains("no answer within 2 s", Assert.Single(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_rule_is_left_out_and_its_neighbours_are_kept()
    {
        _peer.Rules = DaemonPeer.Text("""{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"bad","Priority":-1,"FixedRate":1,"ReservoirSize":1}},{"SamplingRule":{"RuleName":"good","Priority":1,"FixedRate":1,"ReservoirSize":1,"New":1}}]}""");
        await TurnAsync();
        Assert.Equal("good", Assert.Single(_rules.LastFetched!.Rules).Definition.RuleName);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("""{"SamplingTargetDocuments":{}}""")]
    [InlineData("""{"SamplingTargetDocuments":[1,{"RuleName":"Posts","FixedRate":9,"ReservoirQuota":-3,"ReservoirQuotaTTL":1e300,"Interval":-5},{"FixedRate":1}],"LastRuleModification":"soon","UnprocessedStatistics":[null]}""")]
    public async Task Garbage_in_targets_changes_nothing(string answer)
    {
        await TurnAsync();
        Post();
        _peer.Targets = DaemonPeer.Text(answer);
        _clock.Advance(TimeSpan.FromSeconds(11));
        await TurnAsync();
        Assert.Equal(["Posts borrow", "Posts dropped", "Posts rate"], [Post(), Post(randomness: 1), Post()]);
    }

    [Fact]
    public async Task Daemon_that_fails_is_left_alone_a_while()
    {
        _peer.Rules = DaemonPeer.Status(500);
        var next = await TurnAsync();
        Assert.InRange(next - Start, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));
        await TurnAsync();
        Assert.Single(_peer.Asked);
        for (var i = 0; i < 20; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            next = await TurnAsync();
        }

        Assert.InRange(next - _clock.Now, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        Assert.Single(_log.All);
    }

    private async Task AssertRefusedAsync()
    {
        await TurnAsync();
        Assert.Null(_rules.LastFetched);
        Assert.Equal("CruddurLocal reservoir", Post());
        Assert.StartsWith("Warning: The X-Ray daemon at ", Assert.Single(_log.All), StringComparison.Ordinal);
        Assert.EndsWith(". The local rules apply, until this says otherwise.", _log.All[0], StringComparison.Ordinal);
    }

    private Task<DateTimeOffset> TurnAsync() => _sync.TurnAsync(TestContext.Current.CancellationToken);

    private string Post(ulong randomness = SampleFacts.Half) => Decided(SampleFacts.Of("/api/activities", "POST"), randomness);

    private string Get() => Decided(SampleFacts.Of(), SampleFacts.Half);

    private string Decided(SpanFacts facts, ulong randomness) =>
        string.Join(' ', _rules.Decide(facts, randomness).With(null).Attributes.Select(tag => tag.Value));

    private static string Page(string rule, string? next) => JsonSerializer.Serialize(new
    {
        SamplingRuleRecords = new[] { new { SamplingRule = new { RuleName = rule, Priority = 1, FixedRate = 1, ReservoirSize = 1 } } },
        NextToken = next,
    });
}
