using System.Net.Sockets;
using System.Security.Cryptography;
using Cruddur.AppHost;
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var publishing = builder.ExecutionContext.IsPublishMode;
var region = Setting("AWS_REGION", "us-east-1");

// Secrets. Each is optional: an empty one turns its destination off.
var honeycomb = Secret("honeycomb-api-key", "HONEYCOMB_API_KEY");
var rollbar = Secret("rollbar-access-token", "ROLLBAR_ACCESS_TOKEN");
var rollbarClient = Secret("rollbar-client-access-token", "ROLLBAR_CLIENT_ACCESS_TOKEN");
var database = Secret("cruddur-connection-string", "ConnectionStrings:cruddur");

// Cruddur: the API, and the front end that calls it.
var api = builder.AddProject("api", "../Cruddur.Api/Cruddur.Api.csproj", launchProfileName: null)
    .WithHttpEndpoint(port: Port("Api"))
    .WithHttpHealthCheck("/health")
    .WithEnvironment("ConnectionStrings__cruddur", database);

var web = builder.AddProject("web", "../Cruddur.Web/Cruddur.Web.csproj", launchProfileName: null)
    .WithHttpEndpoint(port: Port("Web"))
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithReference(api)
    .WaitFor(api);

foreach (var service in new[] { api, web })
{
    service
        .WithEnvironment("HONEYCOMB_API_KEY", honeycomb)
        .WithEnvironment("ROLLBAR_ACCESS_TOKEN", rollbar)
        .WithEnvironment("ROLLBAR_CLIENT_ACCESS_TOKEN", rollbarClient);
    foreach (var key in new[] { "HONEYCOMB_ENDPOINT", "AWS_REGION", "AWS_XRAY_URL", "CloudWatchLogs:LogGroup", "CloudWatchLogs:RetentionDays", "CloudWatchLogs:Level" })
    {
        if (Setting(key, "") is { Length: > 0 } value)
            service.WithEnvironment(key.Replace(":", "__"), value);
    }
}

// On a developer's machine the dashboard takes the telemetry, whether or not anything else does.
// It listens on its ports itself: a proxy in front would hide from it who is calling.
if (!publishing)
{
    var token = Setting("Dashboard:Token", RandomNumberGenerator.GetHexString(32, lowercase: true));
    var tokenSecret = builder.AddParameter("dashboard-token", () => token, secret: true);
    var otlpKey = Secret("dashboard-otlp-api-key", "Dashboard:OtlpApiKey");

    var dashboard = builder.AddProject("dashboard", "../Cruddur.Dashboard/Cruddur.Dashboard.csproj", launchProfileName: null)
        .WithHttpEndpoint(port: Port("Dashboard"), env: "Dashboard__UiPort", isProxied: false)
        .WithHttpEndpoint(port: Port("OtlpGrpc"), name: "otlp-grpc", env: "Dashboard__OtlpGrpcPort", isProxied: false)
        .WithHttpEndpoint(port: Port("OtlpHttp"), name: "otlp-http", env: "Dashboard__OtlpHttpPort", isProxied: false)
        .WithHttpHealthCheck("/health")
        .WithUrlForEndpoint("http", url => url.Url += $"/login?t={token}")
        .WithEnvironment("Dashboard__Token", tokenSecret)
        .WithResourceFeed();

    foreach (var service in new[] { api, web })
    {
        service.WithEnvironment("Dashboard__OtlpEndpoint", dashboard.GetEndpoint("otlp-http")).WaitFor(dashboard);
    }

    web.WithEnvironment("Dashboard__Url", dashboard.GetEndpoint("http"));

    foreach (var project in new[] { api, web, dashboard })
    {
        project
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("CRUDDUR_DATA", Path.GetFullPath(Setting("CRUDDUR_DATA", "../.data"), builder.AppHostDirectory))
            .WithEnvironment("Dashboard__OtlpApiKey", otlpKey);
    }
}

// The X-Ray daemon takes what is sent to X-Ray itself. One of the user's own comes before ours.
var ownDaemon = publishing ? "" : Setting("AWS_XRAY_DAEMON_ADDRESS", "");
if (ownDaemon.Length > 0)
{
    foreach (var service in new[] { api, web })
    {
        service.WithEnvironment("AWS_XRAY_DAEMON_ADDRESS", ownDaemon);
    }
}

if (publishing || ContainerRuntime.Answers())
{
    int? daemonPort = publishing ? null : Port("XRayDaemon");
    var daemon = builder.AddContainer("xray-daemon", "amazon/aws-xray-daemon", "3.x")
        .WithArgs("-o", "-n", region)
        .WithEndpoint(port: daemonPort, targetPort: 2000, scheme: "udp", name: "udp", protocol: ProtocolType.Udp)
        .WithHttpEndpoint(port: daemonPort, targetPort: 2000);

    foreach (var service in new[] { api, web })
    {
        if (ownDaemon.Length == 0)
            service.WithEnvironment("AWS_XRAY_DAEMON_ADDRESS", daemon.GetEndpoint("udp").Property(EndpointProperty.HostAndPort));
    }
}

// X-Ray's group and sampling rule, and the log group. Nothing is provisioned that nobody asked for by name.
if (publishing || builder.Configuration.GetValue<bool>("AWS:Provision"))
{
    builder.AddAWSCloudFormationTemplate("cruddur-aws", Path.Combine(builder.AppHostDirectory, "cruddur.template"))
        .WithReference(builder.AddAWSSDKConfig().WithRegion(region));
}

builder.Build().Run();

int? Port(string name) => builder.Configuration.GetValue<int?>($"Ports:{name}");
string Setting(string key, string fallback) => builder.Configuration[key] is { Length: > 0 } value ? value : fallback;
IResourceBuilder<ParameterResource> Secret(string name, string key) => builder.AddParameter(name, () => Setting(key, ""), secret: true);
