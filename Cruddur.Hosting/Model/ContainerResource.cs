namespace Cruddur.Hosting;

/// <summary>A container, run by Docker or Podman.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="image">The image with its tag.</param>
public sealed class ContainerResource(string name, string image)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal string Image { get; } = image;
}
