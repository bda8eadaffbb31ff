using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Runs containers in the foreground through the command line of Docker or Podman. ASPIRE_CONTAINER_RUNTIME says which one.</summary>
internal sealed class ContainerEngine(IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Known = ["docker", "podman"];

    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);

    public async Task<ProcessCommand> RunCommandAsync(ContainerResource container, IReadOnlyList<EnvironmentVariable> environment, string dataFolder)
    {
        var program = await ProgramAsync();
        var name = ContainerName(container, dataFolder);
        var cleanup = new ProcessCommand(program, ["rm", "--force", "--volumes", name], null, NoEnvironment);

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

    /// <summary>The one that is configured, or the only one that is installed, or the first whose engine answers.</summary>
    private async Task<string> ProgramAsync()
    {
        var wanted = configuration["ASPIRE_CONTAINER_RUNTIME"] is { Length: > 0 } configured ? [configured] : Known;
        var installed = wanted.Select(Executable.Find).OfType<string>().ToList();
        foreach (var program in installed)
        {
            if (installed.Count == 1 || await AnswersAsync(program))
            {
                return program;
            }
        }

        throw new DistributedApplicationException(
            $"no container runtime answers ({string.Join(", ", wanted)}); start one, or name one with ASPIRE_CONTAINER_RUNTIME");
    }

    private async Task<bool> AnswersAsync(string program)
    {
        using var process = ChildProcess.Start(new ProcessCommand(program, ["info"], null, NoEnvironment), new ConsoleLog(time), time);
        try
        {
            return await process.Completion.WaitAsync(Patience, time) == 0;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
