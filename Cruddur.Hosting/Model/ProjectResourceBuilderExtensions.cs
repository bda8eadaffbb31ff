using Microsoft.Extensions.Hosting;

namespace Cruddur.Hosting;

/// <summary>Adds .NET projects to an application.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a .NET project. It runs without a launch profile: what it needs is said here, and so holds for every way of starting it.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file; relative to the AppHost's folder.</param>
    /// <param name="launchProfileName">Has to be <c>null</c>.</param>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName)
    {
        if (launchProfileName is not null)
        {
            throw new DistributedApplicationException($"{name}: launch profiles are not read here; pass launchProfileName: null.");
        }

        var path = Path.GetFullPath(projectPath.Replace('\\', '/'), builder.AppHostDirectory);
        var project = builder.AddResource(new ProjectResource(name, path));
        return project.WithEnvironment(context => SetDefaults(context, project.Resource, builder.Environment));
    }

    /// <summary>Tells the resource where the host serves the state of all resources: <c>RESOURCE_SERVICE_URL</c> and <c>RESOURCE_SERVICE_KEY</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithResourceFeed(this IResourceBuilder<ProjectResource> builder)
    {
        var feed = new ResourceFeedAnnotation();
        builder.Resource.Annotations.Add(feed);
        return builder.WithEnvironment(context =>
        {
            if (feed is { Url: { } url, Key: { } key })
            {
                context.EnvironmentVariables["RESOURCE_SERVICE_URL"] = url;
                context.EnvironmentVariables["RESOURCE_SERVICE_KEY"] = new ParameterResource("resource-service-key", () => key, secret: true);
            }
        });
    }

    private static void SetDefaults(EnvironmentCallbackContext context, ProjectResource project, IHostEnvironment host)
    {
        var variables = context.EnvironmentVariables;
        var endpoints = project.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint.IsHttp)
            .ToList();
        var listensOn = endpoints
            .Where(endpoint => endpoint.TargetPortEnvironmentVariable is null)
            .Select(endpoint => new EndpointReference(project, endpoint.Name))
            .ToList();

        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsPublishMode)
        {
            if (endpoints.Count > 0)
            {
                variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            }

            AddPorts("HTTP_PORTS", "http");
            AddPorts("HTTPS_PORTS", "https");
            return;
        }

        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstanceId.Next()}";
        variables["OTEL_SERVICE_NAME"] = project.Name;
        if (host.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        }

        if (listensOn.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', listensOn.Select(endpoint => endpoint.Resolve(EndpointProperty.Url)));
        }

        void AddPorts(string variable, string scheme)
        {
            var ports = listensOn
                .Where(endpoint => endpoint.Annotation.UriScheme == scheme)
                .Select(endpoint => endpoint.Expression(EndpointProperty.TargetPort))
                .ToList();
            if (ports.Count > 0)
            {
                variables[variable] = string.Join(';', ports);
            }
        }
    }
}
