using Cruddur.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Tests.Hosting;

public sealed class EnvironmentTests
{
    private static readonly DistributedApplicationExecutionContext Running = new(DistributedApplicationOperation.Run);

    [Fact]
    public void A_project_is_given_Aspires_variables_in_Aspires_order()
    {
        var model = Model();
        var key = model.AddParameter("key", () => "topsecret", secret: true);
        var api = model.AddProject("back-end", "api.csproj", launchProfileName: null).WithHttpEndpoint(port: 4001);
        var web = model.AddProject("web", "web.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 4002)
            .WithHttpEndpoint(port: 4003, name: "admin")
            .WithHttpEndpoint(port: 4004, name: "own", env: "Own__Port", isProxied: false)
            .WithReference(api)
            .WithEnvironment("KEY", key)
            .WithEnvironment("EMPTY", (string?)null)
            .WithEnvironment("API", api.GetEndpoint("http"))
            .WithEnvironment("API_AT", api.GetEndpoint("http").Property(EndpointProperty.HostAndPort));
        new PortAllocation(model.Configuration).Settle(model.Resources);

        var variables = ResourceEnvironment.Resolve(web.Resource, Running);

        Assert.Equal(
            """
            OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=in_memory
            OTEL_RESOURCE_ATTRIBUTES=service.instance.id=*
            OTEL_SERVICE_NAME=web
            OTEL_BLRP_SCHEDULE_DELAY=1000
            OTEL_BSP_SCHEDULE_DELAY=1000
            OTEL_METRIC_EXPORT_INTERVAL=1000
            ASPNETCORE_URLS=http://localhost:4002;http://localhost:4003
            Own__Port=4004
            BACK_END_HTTP=http://localhost:4001
            services__back-end__http__0=http://localhost:4001
            KEY=topsecret (secret)
            EMPTY=
            API=http://localhost:4001
            API_AT=localhost:4001
            """.ReplaceLineEndings("\n"),
            string.Join('\n', variables.Select(Show)));
    }

    [Fact]
    public void A_port_that_is_not_fixed_is_a_free_one_of_its_own()
    {
        var model = Model();
        var api = model.AddProject("api", "api.csproj", launchProfileName: null).WithHttpEndpoint(port: 0).WithHttpEndpoint(name: "other");

        new PortAllocation(model.Configuration).Settle(model.Resources);

        var ports = new[] { "http", "other" }.Select(name => api.GetEndpoint(name).Resolve(EndpointProperty.Port)).Distinct().ToList();
        Assert.Equal(2, ports.Count);
        Assert.DoesNotContain("0", ports);
    }

    [Fact]
    public void The_address_that_a_person_is_shown_can_carry_more_than_the_endpoint()
    {
        var model = Model();
        var api = model.AddProject("api", "api.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 4001)
            .WithUrlForEndpoint("http", url => url.Url += "/login?t=secret");
        new PortAllocation(model.Configuration).Settle(model.Resources);

        var link = ResourceEnvironment.Urls(api.Resource).Single();
        Assert.Equal("http://localhost:4001/login?t=secret", link.Url);
        Assert.Equal(new ResourceUrl("http", "http://localhost:4001/login"), ResourceUrl.Of(link));
        Assert.Equal("http://localhost:4001", api.GetEndpoint("http").Resolve(EndpointProperty.Url));
    }

    [Fact]
    public void What_is_meant_for_the_host_alone_is_not_inherited()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://localhost:15888",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:15889",
            ["DOTNET_LAUNCH_PROFILE"] = "run",
            ["PATH"] = "/bin",
        };

        new ProcessCommand("x", [], null, new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" }).ApplyEnvironment(environment);

        Assert.Equal([("A", "1"), ("PATH", "/bin")], environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => (variable.Key, variable.Value)));
    }

    private static DistributedApplicationBuilder Model() => new(["--environment", "Development"], appHost: null, Path.GetTempPath());

    private static string Show(EnvironmentVariable variable)
    {
        var value = variable.Name == "OTEL_RESOURCE_ATTRIBUTES" ? $"{variable.Value.Split('=')[0]}=*" : variable.Value;
        return $"{variable.Name}={value}{(variable.Secret ? " (secret)" : "")}";
    }
}
