namespace Cruddur.Hosting;

/// <summary>A .NET project, run from its build output.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="projectPath">The full path of the project file.</param>
public sealed class ProjectResource(string name, string projectPath)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal string ProjectPath { get; } = projectPath;
}
