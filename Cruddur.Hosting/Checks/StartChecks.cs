using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Finds everything that can't work before anything starts, and says it all at once. Settles the ports on the way.</summary>
internal sealed class StartChecks(
    IReadOnlyList<IResource> resources, IReadOnlyDictionary<string, string> projectOutputs, IConfiguration configuration) : IStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<string> problems =
        [
            .. StartOrder.Problems(resources),
            .. resources.OfType<ProjectResource>().Select(Problem).OfType<string>(),
            .. new PortAllocation(configuration).Settle(StartOrder.Runnable(resources)),
        ];
        return problems.Count == 0 ? Task.CompletedTask : throw new DistributedApplicationException(string.Join('\n', problems));
    }

    public Task StopAsync(CancellationToken kill) => Task.CompletedTask;

    private string? Problem(ProjectResource project)
    {
        if (!File.Exists(project.ProjectPath))
        {
            return $"{project.Name}: there is no project file {project.ProjectPath}.";
        }

        if (!projectOutputs.TryGetValue(project.ProjectPath, out var output))
        {
            return $"{project.Name}: the AppHost's project file doesn't reference {project.ProjectPath}, so it isn't built with it. Add a ProjectReference.";
        }

        return File.Exists(output) ? null : $"{project.Name}: {output} is missing. Build the AppHost.";
    }
}
