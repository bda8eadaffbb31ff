using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Hosting;

internal sealed partial class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostArguments _arguments;
    private readonly Assembly? _appHost;
    private readonly List<IResource> _resources = [];

    public DistributedApplicationBuilder(IReadOnlyList<string> args, Assembly? appHost, string? appHostDirectory = null)
    {
        _arguments = HostArguments.Parse(args);
        _appHost = appHost;
        AppHostDirectory = appHostDirectory ?? AppHostMetadata.Directory(appHost) ?? Directory.GetCurrentDirectory();

        // Its order of settings is the one that everybody knows; nothing else of the host builder is used.
        var settings = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [.. _arguments.Settings],
            ContentRootPath = AppHostDirectory,
            ApplicationName = appHost?.GetName().Name,
        });
        Configuration = settings.Configuration;
        Environment = settings.Environment;
        ExecutionContext = new DistributedApplicationExecutionContext(OperationOf(Configuration));
    }

    public ConfigurationManager Configuration { get; }

    public IHostEnvironment Environment { get; }

    public string AppHostDirectory { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (!ResourceName().IsMatch(resource.Name))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' is not a resource name: letters, digits and single hyphens, a letter first, 64 at most.");
        }

        if (_resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        }

        _resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => new(this, _arguments, _appHost);

    private static DistributedApplicationOperation OperationOf(ConfigurationManager configuration)
    {
        var publishes = configuration["Publishing:Publisher"] is not null
            || string.Equals(configuration["AppHost:Operation"], "publish", StringComparison.OrdinalIgnoreCase);
        return publishes ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }

    [GeneratedRegex("^(?=.{1,64}$)[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceName();
}
