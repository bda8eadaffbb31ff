namespace Cruddur.Tests.Docs;

/// <summary>The pages of the repository, by their paths from its root.</summary>
internal static class MarkdownPages
{
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "ARCHITECTURE.md",
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string page) => File.ReadAllText(Path.Combine(Checkout.Root, page));
}
