using System.Text.RegularExpressions;

namespace Cruddur.Tests.Docs;

public sealed partial class SettingTests
{
    private static readonly string[] Projects = ["Cruddur.ServiceDefaults", "Cruddur.AppHost", "Cruddur.Hosting", "Cruddur.Dashboard", "Cruddur.Web", "Cruddur.Api"];

    private static readonly string Code = string.Join('\n', Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Checkout.Root, project), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    public static TheoryData<string> Pages => [.. MarkdownPages.All];

    /// <summary>A key that is renamed in the code, and not on a page, would turn nothing on.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_that_a_page_names_are_read_by_the_code(string page) =>
        Assert.Empty(Setting().Matches(MarkdownPages.Text(page)).Select(setting => setting.Value.Replace("__", ":", StringComparison.Ordinal)).Where(key => !IsRead(key)).Distinct(StringComparer.Ordinal));

    private static bool IsRead(string key) =>
        Code.Contains(key, StringComparison.Ordinal) ||
        (key.Split(':') is [var section, var name] && Code.Contains($"\"{section}\"", StringComparison.Ordinal) && Code.Contains($" {name} ", StringComparison.Ordinal));

    // HONEYCOMB_API_KEY, Sampling:RulesFile, CloudWatchLogs__LogGroup.
    [GeneratedRegex(@"\b(?:(?:AWS|HONEYCOMB|OTEL|ROLLBAR|CRUDDUR)_[A-Z_]*[A-Z]|(?:Sampling|CloudWatchLogs|Rollbar|Telemetry|Dashboard)(?::|__)[A-Z]\w+)\b", RegexOptions.None, 10_000)]
    private static partial Regex Setting();
}
