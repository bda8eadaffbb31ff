using System.Text.RegularExpressions;
using Cruddur.Dashboard.Query;

namespace Cruddur.Tests.Docs;

public sealed partial class QueryPageTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (Match block in Block().Matches(MarkdownPages.Text("docs/query.md")))
            {
                foreach (var line in block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    examples.Add(block.Groups["target"].Value, line);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_is_a_query_and_stands_in_the_form_that_is_written(string target, string line)
    {
        var (condition, problem) = QueryReader.Read(line, target == "spans" ? QueryTarget.Spans : QueryTarget.Logs, Now);
        Assert.Null(problem);
        Assert.NotEqual(Condition.Always, condition);
        // A level, and a trace's id in X-Ray's form, are spelt out.
        if (!line.Contains("level=", StringComparison.Ordinal) && !line.Contains("trace=1-", StringComparison.Ordinal))
            Assert.Equal(line, QueryWriter.Write(condition));
    }

    [Theory]
    [InlineData("spans")]
    [InlineData("logs")]
    public void Each_field_has_a_line_in_the_table(string target)
    {
        var own = FieldNames.Own(target == "spans" ? QueryTarget.Spans : QueryTarget.Logs);
        var rows = Row().Matches(MarkdownPages.Text("docs/query.md"));
        var named = rows.Where(row => row.Groups["of"].Value == "both" || row.Groups["of"].Value == target)
            .SelectMany(row => Name().Matches(row.Groups["names"].Value)).Select(name => name.Groups["name"].Value);
        Assert.Equal(own.Order(StringComparer.Ordinal), named.Where(name => !name.EndsWith(".KEY", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"```query (?<target>spans|logs)\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| (?<names>`[^|]*) \| (?<of>both|spans|logs) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Name();
}
