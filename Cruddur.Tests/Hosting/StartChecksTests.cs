using System.Net;
using System.Net.Sockets;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class StartChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task All_that_can_not_work_is_told_at_once_before_anything_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var model = new DistributedApplicationBuilder([$"--Ports:Web={port}", "--Ports:Api=70000"], appHost: null, _folder.Path);
        var web = Add(model, "web", isThere: true).WithHttpEndpoint(port: port);
        Add(model, "api", isThere: true).WithHttpEndpoint(port: 70000).WaitFor(web);
        Add(model, "other", isThere: true).WithHttpEndpoint(port: port);
        Add(model, "ghost", isThere: false);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ProjectFile("web")] = typeof(StartChecksTests).Assembly.Location,
            [ProjectFile("api")] = "/no/such/Api.dll",
        };

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            new StartChecks(model.Resources, outputs, model.Configuration).StartAsync(TestContext.Current.CancellationToken));

        var holder = OperatingSystem.IsLinux() ? $" by {PortHolder.Find(port, ProtocolType.Tcp)}" : "";
        Assert.Equal(
            $"""
            api: /no/such/Api.dll is missing. Build the AppHost.
            other: the AppHost's project file doesn't reference {ProjectFile("other")}, so it isn't built with it. Add a ProjectReference.
            ghost: there is no project file {ProjectFile("ghost")}.
            web: port {port} (TCP) is taken{holder}. Free it. Or set Ports:Web to another port, such as --Ports:Web={port + 1}; 0 takes any free one.
            api: 70000 is no port; use 1 to 65535. Or set Ports:Api to another port, such as --Ports:Api=65535; 0 takes any free one.
            other: port {port} is web's already. Give it one of its own. Or set Ports:Web to another port, such as --Ports:Web={port + 1}; 0 takes any free one.
            """.ReplaceLineEndings("\n"),
            refusal.Message);
        if (OperatingSystem.IsLinux())
        {
            Assert.EndsWith($"(process {Environment.ProcessId})", holder, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_taken_UDP_port_is_told_from_a_TCP_port_of_the_same_number()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var model = new DistributedApplicationBuilder([], appHost: null, _folder.Path);
        model.AddContainer("box", "box", "1")
            .WithEndpoint(port: port, targetPort: 2000, scheme: "udp", protocol: ProtocolType.Udp)
            .WithHttpEndpoint(port: port, targetPort: 2000);

        // The TCP port of the same number may be anybody's.
        var problems = new PortAllocation(model.Configuration).Settle(model.Resources);
        Assert.Single(problems, problem => problem.StartsWith($"box: port {port} (UDP) is taken by Cruddur.Tests", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.StartsWith($"box: port {port} (TCP) is taken by Cruddur.Tests", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private IResourceBuilder<ProjectResource> Add(DistributedApplicationBuilder model, string name, bool isThere)
    {
        if (isThere)
        {
            File.WriteAllText(ProjectFile(name), "<Project />");
        }

        return model.AddProject(name, $"{name}.csproj", launchProfileName: null);
    }

    private string ProjectFile(string name) => Path.Combine(_folder.Path, $"{name}.csproj");
}
