using System.Text.RegularExpressions;

namespace Cruddur.Tests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_lead_to_what_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, page))!;
        var targets = Link().Matches(MarkdownPages.Text(page)).Select(link => link.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal));
        Assert.All(targets, to => Assert.True(LeadsSomewhere(folder, page, to), $"{to} is not there."));
    }

    [Theory]
    [InlineData("docs/honeycomb.md")]
    [InlineData("docs/x-ray.md")]
    [InlineData("docs/cloudwatch-logs.md")]
    [InlineData("docs/rollbar.md")]
    [InlineData("docs/sampling.md")]
    [InlineData("docs/query.md")]
    [InlineData("docs/recipes.md")]
    public void Page_is_reached_from_the_readme_and_from_the_map(string page)
    {
        Assert.Contains($"({page})", MarkdownPages.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains($"({page})", MarkdownPages.Text("ARCHITECTURE.md"), StringComparison.Ordinal);
    }

    private static bool LeadsSomewhere(string folder, string page, string to)
    {
        var (path, heading) = to.Split('#', 2) is [var before, var after] ? (before, after) : (to, "");
        var target = path.Length == 0 ? Path.Combine(Checkout.Root, page) : Path.GetFullPath(path, folder);
        return (File.Exists(target) || Directory.Exists(target)) && (heading.Length == 0 || Headings(target).Contains(heading, StringComparer.Ordinal));
    }

    // As GitHub makes an anchor of a heading.
    private static IEnumerable<string> Headings(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 10_000)]
    private static partial Regex NotInAnchor();
}
