namespace Cruddur.Hosting;

/// <summary>An endpoint with the ports that a manifest gives it. None leaves the choice to whoever deploys.</summary>
internal sealed record ManifestBinding(EndpointAnnotation Endpoint, int? Port, int? TargetPort)
{
    private const int FirstAllocatedPort = 8000;

    public static IReadOnlyList<ManifestBinding> Of(IResource resource)
    {
        var bindings = new List<ManifestBinding>();
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            // The first HTTP endpoint of a project gets its target port from whoever deploys, any further one a port of its own.
            var isDefault = resource is ProjectResource && endpoint.IsHttp && schemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort
                ?? (resource is ContainerResource ? endpoint.Port : null)
                ?? (isDefault ? null : FreePort(bindings));
            bindings.Add(new ManifestBinding(endpoint, endpoint.Port, target));
        }

        return bindings;
    }

    private static int FreePort(List<ManifestBinding> taken)
    {
        var port = FirstAllocatedPort;
        while (taken.Exists(binding => binding.Port == port || binding.TargetPort == port))
        {
            port++;
        }

        return port;
    }
}
