namespace Cruddur.Hosting;

/// <summary>An address of a resource, as a person is shown it.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>What is shown in its place; none shows the address itself.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that the address came from.</summary>
    public EndpointReference? Endpoint { get; init; }
}
