using System.Text.Json;
using System.Text.RegularExpressions;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.Docs;

public sealed partial class SamplingPageTests
{
    [Fact]
    public void Rules_to_try_are_rules_and_each_can_match()
    {
        var problems = new List<string>();
        var rules = SamplingRuleReader.Read(JsonElement.Parse(Block("SamplingRuleRecords")), problems, strict: true);
        Assert.Empty(problems);
        Assert.Equal(["NoSearch", "Writes"], rules.Select(rule => rule.RuleName));
        Assert.Empty(RuleCheck.OfLocal(rules, new ServiceFacts("api")));
    }

    [Fact]
    public void Rule_that_is_shown_is_the_one_built_in()
    {
        var problems = new List<string>();
        var shown = SamplingRuleReader.Read(JsonElement.Parse($$"""{"SamplingRuleRecords":[{"SamplingRule":{{Block("CruddurLocal")}}}]}"""), problems, strict: true);
        Assert.Empty(problems);
        Assert.Equal(Shown(Assert.Single(LocalRulesFile.BuiltIn())), Shown(Assert.Single(shown)));
    }

    private static string Shown(SamplingRule rule) => JsonSerializer.Serialize(rule);

    private static string Block(string with) =>
        Assert.Single(Json().Matches(MarkdownPages.Text("docs/sampling.md")).Select(block => block.Groups["json"].Value), block => block.Contains(with, StringComparison.Ordinal));

    [GeneratedRegex(@"```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Json();
}
