using System.Globalization;

namespace Cruddur.Hosting;

/// <summary>An endpoint of a resource, by name; its address is known when the application runs.</summary>
public sealed class EndpointReference : IExpressionValue
{
    internal EndpointReference(IResourceWithEndpoints resource, string endpointName)
    {
        Resource = resource;
        EndpointName = endpointName;
    }

    /// <summary>The resource that listens there.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    string IExpressionValue.ValueExpression => Expression(EndpointProperty.Url);

    internal EndpointAnnotation Annotation =>
        Resource.Annotations.OfType<EndpointAnnotation>().SingleOrDefault(endpoint => endpoint.Name == EndpointName)
        ?? throw new DistributedApplicationException($"{Resource.Name} has no endpoint '{EndpointName}'.");

    /// <summary>A part of the endpoint's address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    string IExpressionValue.Resolve() => Resolve(EndpointProperty.Url);

    internal string Expression(EndpointProperty property) => property switch
    {
        EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
        EndpointProperty.TargetPort => Binding("targetPort"),
        _ => Binding(property.ToString().ToLowerInvariant()),
    };

    internal string Resolve(EndpointProperty property) => property switch
    {
        EndpointProperty.Url => $"{Annotation.UriScheme}://localhost:{Port}",
        EndpointProperty.Host => "localhost",
        EndpointProperty.Scheme => Annotation.UriScheme,
        EndpointProperty.TargetPort when Resource is ContainerResource => Text(Annotation.TargetPort),
        EndpointProperty.HostAndPort => $"localhost:{Port}",
        _ => Port,
    };

    private string Port => Text(Annotation.AllocatedPort);

    private string Text(int? port) =>
        port?.ToString(CultureInfo.InvariantCulture)
        ?? throw new DistributedApplicationException($"The endpoint '{EndpointName}' of {Resource.Name} has no port yet.");

    private string Binding(string part) => $"{{{Resource.Name}.bindings.{EndpointName}.{part}}}";
}
