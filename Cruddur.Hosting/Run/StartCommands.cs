namespace Cruddur.Hosting;

/// <summary>How each kind of resource is started.</summary>
internal sealed class StartCommands(IReadOnlyDictionary<string, string> projectOutputs, ContainerEngine engine, string dataFolder)
{
    public async Task<ProcessCommand> ForAsync(IResource resource, IReadOnlyList<EnvironmentVariable> environment) => resource switch
    {
        // In its own folder, where it finds its settings and its static files as under dotnet run.
        ProjectResource project => new ProcessCommand(
            Executable.Dotnet,
            ["exec", projectOutputs[project.ProjectPath], .. ResourceEnvironment.Arguments(project)],
            Path.GetDirectoryName(project.ProjectPath),
            environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal)),
        ContainerResource container => await engine.RunCommandAsync(container, environment, dataFolder),
        _ => throw new DistributedApplicationException($"{resource.Name} is nothing that can be started."),
    };
}
