namespace Cruddur.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds <c>Cruddur.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The assembly of one of our projects, as this build made it.</summary>
    public static string OutputOf(string project)
    {
        var inside = Path.GetRelativePath(Path.Combine(Root, "Cruddur.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Root, project, inside, $"{project}.dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cruddur.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Cruddur.sln.");
    }
}
