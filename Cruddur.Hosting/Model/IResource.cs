namespace Cruddur.Hosting;

/// <summary>A part of the application: a name with annotations.</summary>
public interface IResource
{
    /// <summary>The name: letters, digits and single hyphens, 64 at most; also the host name for service discovery.</summary>
    string Name { get; }

    /// <summary>What is known about the resource, in the order in which it was said.</summary>
    IList<IResourceAnnotation> Annotations { get; }
}

/// <summary>Something that is known about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>A resource whose process takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource whose process takes arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that others reach over the network.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;
