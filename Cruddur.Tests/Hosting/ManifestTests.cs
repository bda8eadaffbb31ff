using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class ManifestTests
{
    [Fact]
    public void Every_kind_of_resource_is_written_as_Aspire_writes_it()
    {
        using var folder = new TemporaryFolder();
        var model = new DistributedApplicationBuilder(["--publisher", "manifest"], appHost: null, folder.Path);
        var key = model.AddParameter("key", () => throw new InvalidOperationException("A manifest never reads a value."), secret: true);
        model.AddParameter("plain", () => "x");
        var box = model.AddContainer("box", "company/box", "2.1")
            .WithArgs("-v", "a b")
            .WithEndpoint(targetPort: 2000, scheme: "udp", protocol: ProtocolType.Udp)
            .WithHttpEndpoint(port: 8080, targetPort: 80)
            .WithEnvironment("MODE", "fast");
        var api = model.AddProject("api", "../Api/Api.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 4567)
            .WithHttpEndpoint(name: "admin")
            .WithHttpEndpoint(port: 9000, name: "own", env: "Own__Port", isProxied: false);
        model.AddProject("web", "../Web/Web.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 3000)
            .WithExternalHttpEndpoints()
            .WithReference(api)
            .WaitFor(api)
            .WithEnvironment("KEY", key)
            .WithEnvironment("BOX", box.GetEndpoint("udp").Property(EndpointProperty.HostAndPort));
        model.AddProject("worker", "../Worker/Worker.csproj", launchProfileName: null);
        model.AddAWSCloudFormationTemplate("stack", Path.Combine(folder.Path, "stack.template")).WithReference(model.AddAWSSDKConfig().WithRegion("eu-west-1"));

        Assert.Equal(Expected, Write(model, folder.Path));
    }

    [Fact]
    public void A_folder_gets_a_file_of_the_usual_name()
    {
        using var folder = new TemporaryFolder();
        var model = new DistributedApplicationBuilder(
            ["--operation", "publish", "--step", "publish-manifest", "--output-path", Path.Combine(folder.Path, "new")], appHost: null, folder.Path);
        using var output = new StringWriter();

        ManifestPublisher.Publish(model, output);

        var path = Path.Combine(folder.Path, "new", "aspire-manifest.json");
        Assert.Equal("{\n  \"resources\": {}\n}", File.ReadAllText(path).ReplaceLineEndings("\n"));
        Assert.Equal($"Published manifest to: {path}\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("A manifest is asked for, but not where to: add --output-path <file>.", "--publisher", "manifest")]
    [InlineData("--publisher docker is not known: only --publisher manifest is.", "--publisher", "docker", "--output-path", "x.json")]
    [InlineData("--step deploy is not known: only --step publish-manifest is.", "--operation", "publish", "--step", "deploy", "--output-path", "x.json")]
    public void What_can_not_be_published_is_refused(string message, params string[] args)
    {
        var model = new DistributedApplicationBuilder(args, appHost: null, Path.GetTempPath());

        Assert.Equal(message, Assert.Throws<DistributedApplicationException>(() => ManifestPublisher.Publish(model, TextWriter.Null)).Message);
    }

    [Fact]
    public async Task Cruddurs_own_manifest_is_complete_and_holds_no_secret()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "manifest.json");

        await RunAppHostAsync(["--publisher", "manifest", "--output-path", path]);

        var expected = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "Cruddur.Tests", "Hosting", "manifest.json"), TestContext.Current.CancellationToken);
        var toRoot = Path.GetRelativePath(folder.Path, Checkout.Root).Replace('\\', '/');
        Assert.Equal(
            expected.ReplaceLineEndings("\n").TrimEnd().Replace("\"../", $"\"{toRoot}/", StringComparison.Ordinal),
            (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
    }

    private static async Task RunAppHostAsync(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Checkout.OutputOf("Cruddur.AppHost"), .. args])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "Cruddur.AppHost"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["HONEYCOMB_API_KEY"] = "canary",
                ["ConnectionStrings__cruddur"] = "canary",
                ["AWS_REGION"] = "eu-central-1",
                ["DOTNET_ENVIRONMENT"] = "Production",
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }

    private static string Write(DistributedApplicationBuilder model, string folder)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            ManifestWriter.Write(json, model.Resources, folder);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private const string Expected = """
        {
          "resources": {
            "key": {
              "type": "parameter.v0",
              "value": "{key.inputs.value}",
              "inputs": {
                "value": {
                  "type": "string",
                  "secret": true
                }
              }
            },
            "plain": {
              "type": "parameter.v0",
              "value": "{plain.inputs.value}",
              "inputs": {
                "value": {
                  "type": "string"
                }
              }
            },
            "box": {
              "type": "container.v0",
              "image": "company/box:2.1",
              "args": [
                "-v",
                "a b"
              ],
              "env": {
                "MODE": "fast"
              },
              "bindings": {
                "udp": {
                  "scheme": "udp",
                  "protocol": "udp",
                  "transport": "udp",
                  "targetPort": 2000
                },
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "port": 8080,
                  "targetPort": 80
                }
              }
            },
            "api": {
              "type": "project.v0",
              "path": "../Api/Api.csproj",
              "env": {
                "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY": "in_memory",
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true",
                "HTTP_PORTS": "{api.bindings.http.targetPort};{api.bindings.admin.targetPort}",
                "Own__Port": "{api.bindings.own.targetPort}"
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "port": 4567
                },
                "admin": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "targetPort": 8000
                },
                "own": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "targetPort": 9000
                }
              }
            },
            "web": {
              "type": "project.v0",
              "path": "../Web/Web.csproj",
              "env": {
                "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY": "in_memory",
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true",
                "HTTP_PORTS": "{web.bindings.http.targetPort}",
                "API_HTTP": "{api.bindings.http.url}",
                "services__api__http__0": "{api.bindings.http.url}",
                "API_ADMIN": "{api.bindings.admin.url}",
                "services__api__admin__0": "{api.bindings.admin.url}",
                "API_OWN": "{api.bindings.own.url}",
                "services__api__own__0": "{api.bindings.own.url}",
                "KEY": "{key.value}",
                "BOX": "{box.bindings.udp.host}:{box.bindings.udp.port}"
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "port": 3000,
                  "external": true
                }
              }
            },
            "worker": {
              "type": "project.v0",
              "path": "../Worker/Worker.csproj",
              "env": {
                "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY": "in_memory"
              }
            },
            "stack": {
              "type": "aws.cloudformation.template.v0",
              "stack-name": "stack",
              "template-path": "stack.template",
              "references": []
            }
          }
        }
        """;
}
