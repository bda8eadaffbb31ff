using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Hosting;

/// <summary>Collects the resources of an application, and what configures them.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The settings: appsettings files, user secrets, environment variables and the command line, the later ones first.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The environment's name, as <c>DOTNET_ENVIRONMENT</c> gives it.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>The folder of the AppHost's project file; relative project paths start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>Whether the application is run, or written down as a manifest.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources in the order in which they were added.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>Adds a resource to the application.</summary>
    /// <exception cref="DistributedApplicationException">The name is not a resource name, or is taken.</exception>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Ends the description of the application.</summary>
    DistributedApplication Build();
}
