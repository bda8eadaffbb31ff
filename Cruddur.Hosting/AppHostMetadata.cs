using System.Reflection;

namespace Cruddur.Hosting;

/// <summary>What the build wrote into the AppHost's assembly.</summary>
internal static class AppHostMetadata
{
    private const string OutputPrefix = "ProjectOutput:";

    public static string? Read(Assembly? appHost, string key) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == key)?.Value;

    /// <summary>The folder of the AppHost's project; null when the assembly has been taken elsewhere.</summary>
    public static string? Directory(Assembly? appHost) =>
        Read(appHost, "AppHostProjectPath") is { } folder && System.IO.Directory.Exists(folder) ? folder : null;

    /// <summary>The assembly that each referenced project was built to, by the project file's full path.</summary>
    public static IReadOnlyDictionary<string, string> ProjectOutputs(Assembly? appHost) =>
        (appHost?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .Where(metadata => metadata.Key.StartsWith(OutputPrefix, StringComparison.Ordinal))
            .ToDictionary(metadata => metadata.Key[OutputPrefix.Length..], metadata => metadata.Value ?? "", StringComparer.OrdinalIgnoreCase);
}
