using System.Globalization;
using System.Reflection;

namespace Cruddur.Api.Database;

/// <summary>One step forward of the schema: the embedded script <c>Migrations/0001_name.sql</c> is version 1.</summary>
internal sealed record Migration(int Version, string Name, string Script)
{
    /// <summary>All steps that this build knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith("Migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    private static Migration Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var name = resource["Migrations/".Length..];
        return new(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
