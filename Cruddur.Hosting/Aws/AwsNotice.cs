namespace Cruddur.Hosting;

/// <summary>This host provisions nothing in AWS; it says how to.</summary>
internal sealed class AwsNotice(IReadOnlyList<IResource> resources, HostConsole console) : IStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var template in resources.OfType<CloudFormationTemplateResource>())
        {
            console.Line(template.Name, "is not provisioned by this host. This command does it:");
            console.Text(template.DeployCommand);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken kill) => Task.CompletedTask;
}
