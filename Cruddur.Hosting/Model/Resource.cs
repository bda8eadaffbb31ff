namespace Cruddur.Hosting;

/// <summary>A part of the application: a name with annotations.</summary>
/// <param name="name">The name.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IList<IResourceAnnotation> Annotations { get; } = [];
}
