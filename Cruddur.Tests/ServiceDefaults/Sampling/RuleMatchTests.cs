using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class RuleMatchTests : IDisposable
{
    private static readonly ServiceFacts Api = new("api");
    private static readonly SamplingRule Any = new("any");

    private readonly SamplingCounts _counts = new();

    public void Dispose() => _counts.Dispose();

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCAL*", true)]
    [InlineData("localhost:4567", true)]
    [InlineData("*4567", true)]
    [InlineData("*:4567", true)]
    [InlineData("localhost:80", false)]
    [InlineData("example.com", false)]
    public void Host_is_the_servers_address_with_or_without_its_port(string pattern, bool matches) =>
        Assert.Equal(matches, Matches(Any with { Host = pattern }, SampleFacts.Of()));

    [Theory]
    [InlineData("api.example.com", true)]
    [InlineData("*:443", false)]
    public void Host_without_a_port_is_matched_alone(string pattern, bool matches) =>
        Assert.Equal(matches, Matches(Any with { Host = pattern }, SampleFacts.Of(host: "api.example.com", port: null)));

    [Theory]
    [InlineData("POST", "/api/activities", false)]
    [InlineData("get", "/API/*", true)]
    [InlineData("GET", "/api/activities", false)]
    [InlineData("*", "*home", true)]
    public void Method_and_path_both_have_to_match(string method, string path, bool matches) =>
        Assert.Equal(matches, Matches(Any with { HTTPMethod = method, URLPath = path }, SampleFacts.Of("/api/activities/home")));

    [Theory]
    [InlineData("user_agent.original", "*chromium*", true)]
    [InlineData("user_agent.original", "*curl*", false)]
    [InlineData("server.port", "4567", true)]
    [InlineData("server.port", "80", false)]
    [InlineData("http.route", "*", false)]
    [InlineData("http.route", "/api/activities/home", false)]
    public void Attribute_has_to_be_there_when_the_span_is_created(string name, string pattern, bool matches) =>
        Assert.Equal(matches, Matches(Any with { Attributes = new Dictionary<string, string> { [name] = pattern } }, SampleFacts.Of(userAgent: "Chromium/1")));

    [Fact]
    public void All_attributes_have_to_match()
    {
        var rule = Any with { Attributes = new Dictionary<string, string> { ["url.scheme"] = "http", ["server.port"] = "80" } };
        Assert.False(Matches(rule, SampleFacts.Of()));
        Assert.True(Matches(rule, SampleFacts.Of(port: 80)));
    }

    [Fact]
    public void Span_without_a_request_matches_rules_that_ask_nothing_of_one()
    {
        Assert.True(Matches(Any, new SpanFacts(null)));
        Assert.False(Matches(Any with { URLPath = "/*" }, new SpanFacts(null)));
        Assert.False(Matches(Any with { Host = "?*" }, new SpanFacts([])));
    }

    [Theory]
    [InlineData("api", "*", "*", true)]
    [InlineData("A?I", "*", "*", true)]
    [InlineData("web", "*", "*", false)]
    [InlineData("*", "AWS::EC2::Instance", "*", false)]
    [InlineData("*", "*", "arn:*", false)]
    public void Rule_for_another_service_is_none_of_this_ones(string name, string type, string arn, bool concerns) =>
        Assert.Equal(concerns, Found(SampleFacts.Of(), Any with { ServiceName = name, ServiceType = type, ResourceARN = arn }) == "any");

    [Fact]
    public void Service_type_and_resource_are_what_the_resource_attributes_say()
    {
        var service = new ServiceFacts("api", "AWS::ECS::Container", "arn:aws:ecs:1");
        var rule = Any with { ServiceType = "AWS::ECS::*", ResourceARN = "arn:aws:ecs:*" };
        Assert.True(RuleConditions.Concern(rule, service));
    }

    [Fact]
    public void First_rule_by_priority_and_then_by_name_decides()
    {
        SamplingRule[] rules =
        [
            new("later") { Priority = 3 },
            new("b") { Priority = 2, URLPath = "/api/*" },
            new("a") { Priority = 2, URLPath = "/api/*" },
            new("first") { Priority = 1, HTTPMethod = "POST" },
        ];
        Assert.Equal("first", Found(SampleFacts.Of("/api/activities", "POST"), rules));
        Assert.Equal("a", Found(SampleFacts.Of("/api/activities"), rules));
        Assert.Equal("later", Found(SampleFacts.Of("/"), rules));
    }

    [Fact]
    public void What_no_local_rule_is_for_gets_XRays_default() =>
        Assert.Equal("Default", Found(SampleFacts.Of("/"), Any with { URLPath = "/api/*" }));

    private bool Matches(SamplingRule rule, SpanFacts facts) => Found(facts, rule) == rule.RuleName;

    private string Found(SpanFacts facts, params SamplingRule[] rules) => RuleSet.OfLocal(rules, Api, _counts).Find(facts)!.Definition.RuleName;
}
