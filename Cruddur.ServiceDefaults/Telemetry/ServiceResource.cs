using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;

namespace Cruddur.ServiceDefaults.Telemetry;

/// <summary>Who sends the telemetry: the resource of every span, metric and log.</summary>
/// <param name="Attributes">The resource's attributes, each key once.</param>
internal sealed record ServiceResource(IReadOnlyDictionary<string, object> Attributes)
{
    public string Name => (string)Attributes["service.name"];

    public string Version => (string)Attributes["service.version"];

    public string EnvironmentName => (string)Attributes["deployment.environment.name"];

    /// <summary>Made up from the process and its environment; what <c>OTEL_RESOURCE_ATTRIBUTES</c> says wins, and over it <c>OTEL_SERVICE_NAME</c>.</summary>
    public static ServiceResource Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["service.name"] = environment.ApplicationName,
            ["service.version"] = VersionOf(environment.ApplicationName),
            ["service.instance.id"] = Guid.NewGuid().ToString(),
            ["deployment.environment.name"] = environment.EnvironmentName,
            ["host.name"] = Environment.MachineName,
        };
        foreach (var (key, value) in Parse(configuration["OTEL_RESOURCE_ATTRIBUTES"]))
            attributes[key] = value;
        if (configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name)
            attributes["service.name"] = name;
        return new ServiceResource(attributes);
    }

    public ResourceBuilder ToBuilder() => ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddAttributes(Attributes);

    // key=value,key=value with percent-encoded values; what has no key or no equals sign is left out.
    private static IEnumerable<(string Key, string Value)> Parse(string? list)
    {
        foreach (var pair in (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return (pair[..equals].Trim(), Uri.UnescapeDataString(pair[(equals + 1)..].Trim()));
        }
    }

    // The version that the build wrote, without the commit behind the plus sign.
    private static string VersionOf(string applicationName)
    {
        var assembly = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == applicationName) ?? Assembly.GetEntryAssembly();
        var version = assembly?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        return version.Split('+')[0];
    }
}
