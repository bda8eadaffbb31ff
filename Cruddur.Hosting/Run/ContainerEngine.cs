using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Runs containers in the foreground through the command line of Docker or Podman. ASPIRE_CONTAINER_RUNTIME says which one.</summary>
internal sealed class ContainerEngine(IConfiguration configuration)
{
    private static readonly string[] Known = ["docker", "podman"];

    public ProcessCommand RunCommand(ContainerResource container, IReadOnlyList<EnvironmentVariable> environment, string dataFolder)
    {
        var program = Program();
        var name = ContainerName(container, dataFolder);
        var cleanup = new ProcessCommand(program, ["rm", "--force", "--volumes", name], null, new Dictionary<string, string>(StringComparer.Ordinal));

        // Values go through the environment of the command line: its arguments can be read by everybody on the machine.
        return new ProcessCommand(
            program,
            [
                "run", "--rm", "--name", name,
                .. container.Annotations.OfType<EndpointAnnotation>().SelectMany(Publish),
                .. environment.SelectMany(variable => new[] { "--env", variable.Name }),
                container.Image,
                .. ResourceEnvironment.Arguments(container),
            ],
            null,
            environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
            cleanup);
    }

    /// <summary>The same at each start from the same data folder, so that a leftover is found, and no other clone's is.</summary>
    private static string ContainerName(ContainerResource container, string dataFolder) =>
        $"{container.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..8]}";

    private static IEnumerable<string> Publish(EndpointAnnotation endpoint)
    {
        var protocol = endpoint.Protocol.ToString().ToLowerInvariant();
        return ["--publish", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endpoint.AllocatedPort}:{endpoint.TargetPort ?? endpoint.Port}/{protocol}")];
    }

    private string Program()
    {
        var wanted = configuration["ASPIRE_CONTAINER_RUNTIME"] is { Length: > 0 } configured ? [configured] : Known;
        return wanted.Select(Executable.Find).FirstOrDefault(program => program is not null)
            ?? throw new DistributedApplicationException($"neither {string.Join(" nor ", wanted)} is installed.");
    }
}
