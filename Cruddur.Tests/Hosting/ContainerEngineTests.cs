using System.Net.Sockets;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class ContainerEngineTests
{
    [Fact]
    public async Task A_container_runs_in_the_foreground_with_its_ports_arguments_and_unseen_values()
    {
        var shell = Executable.Find("sh");
        Assert.SkipWhen(shell is null, TestRun.NoShell);
        var model = new DistributedApplicationBuilder([$"--ASPIRE_CONTAINER_RUNTIME={shell}"], appHost: null, Path.GetTempPath());
        var box = model.AddContainer("box", "company/box", "2.1")
            .WithArgs("-n", "us-east-1")
            .WithEndpoint(port: 0, targetPort: 2000, scheme: "udp", protocol: ProtocolType.Udp)
            .WithHttpEndpoint(port: 0, targetPort: 2001)
            .WithEnvironment("KEY", model.AddParameter("key", () => "topsecret", secret: true));
        new PortAllocation(model.Configuration).Settle([box.Resource]);
        var environment = ResourceEnvironment.Resolve(box.Resource, model.ExecutionContext);

        var command = await new ContainerEngine(model.Configuration, TimeProvider.System).RunCommandAsync(box.Resource, environment, "/data/one");
        var elsewhere = await new ContainerEngine(model.Configuration, TimeProvider.System).RunCommandAsync(box.Resource, environment, "/data/two");

        var name = command.Arguments[3];
        var (udp, http) = (box.GetEndpoint("udp").Resolve(EndpointProperty.Port), box.GetEndpoint("http").Resolve(EndpointProperty.Port));
        Assert.Equal(
            $"run --rm --name {name} --publish 127.0.0.1:{udp}:2000/udp --publish 127.0.0.1:{http}:2001/tcp --env KEY company/box:2.1 -n us-east-1",
            string.Join(' ', command.Arguments));
        Assert.Equal([new("KEY", "topsecret")], command.Environment);
        Assert.Equal($"rm --force --volumes {name}", string.Join(' ', command.Cleanup!.Arguments));
        Assert.Matches("^box-[0-9a-f]{8}$", name);
        Assert.NotEqual(name, elsewhere.Arguments[3]);
    }

    [Fact]
    public async Task A_runtime_that_is_not_installed_is_told()
    {
        var model = new DistributedApplicationBuilder(["--ASPIRE_CONTAINER_RUNTIME=/no/such/engine"], appHost: null, Path.GetTempPath());
        var box = model.AddContainer("box", "company/box", "2.1");

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            new ContainerEngine(model.Configuration, TimeProvider.System).RunCommandAsync(box.Resource, [], "/data"));

        Assert.Equal("no container runtime answers (/no/such/engine); start one, or name one with ASPIRE_CONTAINER_RUNTIME", failure.Message);
    }
}
