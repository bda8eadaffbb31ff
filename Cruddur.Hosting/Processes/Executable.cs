namespace Cruddur.Hosting;

/// <summary>Finds programs.</summary>
internal static class Executable
{
    /// <summary>The <c>dotnet</c> that runs this process, whether or not it is on the PATH.</summary>
    public static string Dotnet { get; } = FindDotnet();

    /// <summary>The full path of a program that is named by its path, or by a name on the PATH; null when there is none.</summary>
    public static string? Find(string name)
    {
        if (Path.IsPathRooted(name))
        {
            return File.Exists(name) ? name : null;
        }

        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    private static string FindDotnet()
    {
        // The shared framework is at {root}/shared/Microsoft.NETCore.App/{version}.
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        var beside = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
