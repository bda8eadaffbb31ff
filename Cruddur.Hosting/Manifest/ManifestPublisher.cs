using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Writes the application down as a deployment manifest, in the place that the command line names.</summary>
internal static class ManifestPublisher
{
    public static void Publish(IDistributedApplicationBuilder model, TextWriter output)
    {
        var path = Path.GetFullPath(OutputPath(model.Configuration));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var stream = File.Create(path))
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            ManifestWriter.Write(json, model.Resources, Path.GetDirectoryName(path)!);
        }

        output.WriteLine($"Published manifest to: {path}");
    }

    private static string OutputPath(ConfigurationManager configuration)
    {
        Expect(configuration, "Publishing:Publisher", "--publisher", "manifest");
        Expect(configuration, "AppHost:Operation", "--operation", "publish");
        Expect(configuration, "Pipeline:Step", "--step", "publish-manifest");
        var path = configuration["Pipeline:OutputPath"]
            ?? throw new DistributedApplicationException("A manifest is asked for, but not where to: add --output-path <file>.");

        // What doesn't end in .json is a folder.
        return path.EndsWith(".json", StringComparison.Ordinal) ? path : Path.Combine(path, "aspire-manifest.json");
    }

    private static void Expect(ConfigurationManager configuration, string key, string option, string known)
    {
        if (configuration[key] is { } value && !string.Equals(value, known, StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"{option} {value} is not known: only {option} {known} is.");
        }
    }
}
