using System.Text.Json;
using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class LocalRulesTests
{
    private static string Cases => Path.Combine(Checkout.Root, "Cruddur.Tests/ServiceDefaults/Sampling/Cases");

    [Fact]
    public void Rule_built_in_has_the_numbers_of_the_original_for_any_service()
    {
        var rule = Assert.Single(LocalRulesFile.BuiltIn());
        Assert.Equivalent(new SamplingRule("CruddurLocal") { Priority = 9000, FixedRate = 0.1, ReservoirSize = 5 }, rule, strict: true);
    }

    [Fact]
    public async Task Rule_built_in_is_the_one_that_the_template_makes_in_AWS()
    {
        var root = Checkout.Root;
        var cancel = TestContext.Current.CancellationToken;
        var template = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(root, "Cruddur.AppHost/cruddur.template"), cancel));
        var builtIn = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(root, "Cruddur.ServiceDefaults/Sampling/xray.json"), cancel));
        var made = template.GetProperty("Resources").GetProperty("XRaySamplingRule").GetProperty("Properties").GetProperty("SamplingRule");
        var here = builtIn.GetProperty("SamplingRuleRecords")[0].GetProperty("SamplingRule");
        Assert.True(JsonElement.DeepEquals(made, here), $"{made}\n{here}");
    }

    [Fact]
    public async Task File_that_is_malformed_is_refused_at_start_with_all_that_is_wrong_beside_other_settings()
    {
        var file = Path.Combine(Cases, "malformed-rules.json");
        await using var app = TestService.Build(new()
        {
            ["Sampling:RulesFile"] = file,
            ["OTEL_TRACES_SAMPLER"] = "sometimes",
            ["AWS_XRAY_DAEMON_ADDRESS"] = "nowhere",
        });
        var refused = await Assert.ThrowsAsync<InvalidConfigurationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        const string Fields = "RuleName, RuleARN, Priority, FixedRate, ReservoirSize, Version, Attributes, SamplingRateBoost, ServiceName, ServiceType, Host, HTTPMethod, URLPath, ResourceARN";
        string[] problems =
        [
            $"rule typing: UrlPath is no field of a rule; those are {Fields}",
            "rule numbers: Version must be 1",
            "rule numbers: Priority must be a whole number from 1 to 9999",
            "rule numbers: FixedRate must be a number from 0 to 1",
            "rule numbers: ReservoirSize must be a whole number of at least 0",
            "record 4: RuleName must be a text of 1 to 32 characters",
            "record 4: Host must be a text of at most 64 characters",
            "record 4: HTTPMethod must be a text of at most 10 characters",
            "record 4: Priority must be a whole number from 1 to 9999",
            "record 4: FixedRate must be a number from 0 to 1",
            "record 4: ReservoirSize must be a whole number of at least 0",
            "record 5 has no object \"SamplingRule\"",
            "rule fine is there twice",
            "rule attributes: Attributes must be an object of texts",
            "rule many: Attributes must be at most 5, each name and value of 1 to 32 characters",
        ];
        Assert.Equal(
            problems.Select(problem => $"The sampling rules in {file}: {problem}. Mend the file, or remove it (or Sampling:RulesFile) for the rules built in."),
            refused.Failures.Where(failure => failure.StartsWith("The sampling rules", StringComparison.Ordinal)));
        Assert.Contains(refused.Failures, failure => failure.StartsWith("OTEL_TRACES_SAMPLER is none of xray, always_on,", StringComparison.Ordinal));
        Assert.Contains(refused.Failures, failure => failure.StartsWith("AWS_XRAY_DAEMON_ADDRESS is ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"SamplingRuleRecords\":", "it is not JSON (line 1, byte 24)")]
    [InlineData("{}", "has no list \"SamplingRuleRecords\"")]
    [InlineData("[]", "has no list \"SamplingRuleRecords\"")]
    public async Task File_in_the_content_root_is_read_before_the_rules_built_in(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "xray.json");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var read = new LocalRulesFile(new HostedIn(folder.Path)).Read(new SamplingOptions());
        Assert.Equal((path, problem), (read.Path, Assert.Single(read.Problems)));
    }

    [Fact]
    public void File_that_is_named_and_not_there_is_a_problem_and_no_file_at_all_is_none()
    {
        using var folder = new TemporaryFolder();
        var file = new LocalRulesFile(new HostedIn(folder.Path));
        Assert.StartsWith("Could not find file", Assert.Single(file.Read(new SamplingOptions { RulesFile = "mine.json" }).Problems), StringComparison.Ordinal);
        Assert.Equal(("the built-in xray.json", 0), (file.Read(new SamplingOptions()).Path, file.Read(new SamplingOptions()).Problems.Count));
    }

    [Fact]
    public void Rules_that_can_never_match_are_found_with_the_reason()
    {
        SamplingRule[] rules =
        [
            new("web") { Priority = 1, ServiceName = "web" },
            new("lambda") { Priority = 2, ServiceType = "AWS::Lambda::Function" },
            new("arn") { Priority = 3, ResourceARN = "arn:*" },
            new("route") { Priority = 4, Attributes = new Dictionary<string, string> { ["http.route"] = "*", ["url.scheme"] = "https" } },
            new("posts") { Priority = 5, HTTPMethod = "POST" },
            new("all") { Priority = 6 },
            new("shadowed") { Priority = 7, HTTPMethod = "POST" },
        ];
        const string Known = "http.request.method, server.address, server.port, url.path, url.scheme, user_agent.original";
        Assert.Equal(
            [
                "rule web is for service web; this one is api (OTEL_SERVICE_NAME)",
                "rule lambda is for service type AWS::Lambda::Function; this one has none (cloud.platform in OTEL_RESOURCE_ATTRIBUTES says it)",
                "rule arn is for resource arn:*; this one has none (cloud.resource_id in OTEL_RESOURCE_ATTRIBUTES says it)",
                $"rule route asks for attribute http.route, which no request has yet when it is decided about; there are {Known}",
                "rule shadowed comes after all (priority 6), which takes every request",
            ],
            RuleCheck.OfLocal(rules, new ServiceFacts("api")));
        Assert.Equal(
            [$"rule route asks for attribute http.route, which no request has yet when it is decided about; there are {Known}"],
            RuleCheck.OfFetched(rules, new ServiceFacts("api")));
    }
}
