using System.Runtime.InteropServices;
using Cruddur.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Hosting;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>What every item of this process says of it.</summary>
internal sealed record ServiceFacts(string Service, string Environment, string Version, string Platform, string Framework, RollbarServer Server)
{
    public static ServiceFacts Of(ServiceResource resource, IHostEnvironment environment) => new(
        resource.Name,
        Shortened.Text(resource.EnvironmentName, 255),
        Shortened.Text(resource.Version, 40),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        new RollbarServer(resource.Attributes.GetValueOrDefault("host.name")?.ToString() ?? System.Environment.MachineName, environment.ContentRootPath));
}
