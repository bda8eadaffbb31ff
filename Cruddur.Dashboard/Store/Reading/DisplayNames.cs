namespace Cruddur.Dashboard.Store.Reading;

/// <summary>What things are called to a reader.</summary>
internal static class DisplayNames
{
    private const int ShortIdLength = 8;

    /// <summary>A span's name; OTLP takes an empty one for an unknown one.</summary>
    public static string Span(string name) => name.Length == 0 ? "unknown" : name;

    /// <summary>The service's name, with the end of the instance's id where the service has other instances.</summary>
    public static string Resource(TelemetryResource resource, IReadOnlyList<TelemetryResource> all)
    {
        var alone = resource.InstanceId.Length == 0 || all.Count(other => other.ServiceName == resource.ServiceName) == 1;
        return alone ? resource.ServiceName : $"{resource.ServiceName}-{Short(resource.InstanceId)}";
    }

    /// <summary>Whether a reader means this resource: by its service's name, or by that and the instance's id, whole or short.</summary>
    public static bool Means(string name, TelemetryResource resource) =>
        Same(name, resource.ServiceName) ||
        Same(name, $"{resource.ServiceName}-{resource.InstanceId}") ||
        (resource.InstanceId.Length > 0 && Same(name, $"{resource.ServiceName}-{Short(resource.InstanceId)}"));

    private static string Short(string instance)
    {
        var id = Guid.TryParse(instance, out var guid) ? guid.ToString("N") : instance;
        return id.Length <= ShortIdLength ? id : id[^ShortIdLength..];
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
