using System.Text.RegularExpressions;

namespace Cruddur.Tests.Recipes;

/// <summary>The recipes as <c>docs/recipes.md</c> has them: a link to the file, its code, and a table of what arrives where.</summary>
internal static partial class RecipePage
{
    public static IReadOnlyList<Recipe> Recipes { get; } =
        [.. Section().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "recipes.md"))).Select(Read)];

    private static Recipe Read(Match section) => new(
        section.Groups["file"].Value,
        section.Groups["code"].Value,
        Row().Matches(section.Groups["rest"].Value).ToDictionary(
            row => row.Groups["backend"].Value,
            row => new Claim(
                row.Groups["what"].Value.StartsWith("nothing", StringComparison.Ordinal),
                [.. Fragment().Matches(row.Groups["what"].Value).Select(fragment => fragment.Groups["json"].Value)]),
            StringComparer.Ordinal));

    [GeneratedRegex(@"\]\(\.\./Cruddur\.Tests/Recipes/(?<file>Add\w+)\.cs\).*?\n```csharp\n(?<code>.*?)```\n(?<rest>.*?)(?=\n## |\z)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<backend>Honeycomb|X-Ray|CloudWatch Logs|Rollbar) \| (?<what>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<json>[^`]*[\":][^`]*)`", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Fragment();
}

/// <summary>One recipe.</summary>
/// <param name="File">The name of the file without its ending.</param>
/// <param name="Code">The block of code.</param>
/// <param name="Claims">By backend, what the table says of it.</param>
internal sealed record Recipe(string File, string Code, IReadOnlyDictionary<string, Claim> Claims);

/// <summary>What arrives in one backend.</summary>
/// <param name="IsNothing">Nothing that the recipe added.</param>
/// <param name="Fragments">Texts that stand in what arrives.</param>
internal sealed record Claim(bool IsNothing, IReadOnlyList<string> Fragments);
