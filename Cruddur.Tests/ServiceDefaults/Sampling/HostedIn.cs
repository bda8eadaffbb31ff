using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

/// <summary>A host in a folder.</summary>
internal sealed class HostedIn(string folder) : IHostEnvironment
{
    public string ApplicationName { get; set; } = "test";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public string ContentRootPath { get; set; } = folder;

    public string EnvironmentName { get; set; } = "Production";
}
