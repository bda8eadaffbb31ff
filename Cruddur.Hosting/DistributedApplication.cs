using System.Reflection;

namespace Cruddur.Hosting;

/// <summary>An application of several resources: run on this machine, or written down as a manifest.</summary>
public sealed class DistributedApplication
{
    private readonly IDistributedApplicationBuilder _model;
    private readonly HostArguments _arguments;
    private readonly Assembly? _appHost;

    internal DistributedApplication(IDistributedApplicationBuilder model, HostArguments arguments, Assembly? appHost)
    {
        _model = model;
        _arguments = arguments;
        _appHost = appHost;
    }

    /// <summary>Begins the description of an application.</summary>
    /// <param name="args">The command line: switches, and settings as <c>--key=value</c>.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        Refusal.CatchUnhandled();
        return new DistributedApplicationBuilder(args, Assembly.GetEntryAssembly());
    }

    /// <summary>
    /// Does what the command line asks for. The process's exit code is 0 after a stop on request or a written manifest, 1 when a resource
    /// failed to start or ended by itself, and 2 when nothing was started because something is wrong.
    /// </summary>
    public void Run() => Environment.ExitCode = RunAsync(Console.Out).GetAwaiter().GetResult();

    internal async Task<int> RunAsync(TextWriter output)
    {
        var console = new HostConsole(output, _arguments.Verbose);
        if (_arguments.Help)
        {
            Help.Write(output, _model);
            return ExitCode.Success;
        }

        try
        {
            if (_arguments.Problems.Count > 0)
            {
                throw new DistributedApplicationException(string.Join('\n', _arguments.Problems.Append("Try --help.")));
            }

            if (_model.ExecutionContext.IsPublishMode)
            {
                ManifestPublisher.Publish(_model, output);
                return ExitCode.Success;
            }

            console.Headline(_model.Environment.ApplicationName, AppHostMetadata.Read(_appHost, "PackageSet"));
            return await LocalRun.Create(_model, AppHostMetadata.ProjectOutputs(_appHost), console).RunAsync();
        }
        catch (DistributedApplicationException refusal)
        {
            Refusal.Write(refusal);
            return ExitCode.Refused;
        }
    }
}
