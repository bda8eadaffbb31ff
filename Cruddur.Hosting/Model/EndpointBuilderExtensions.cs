using System.Net.Sockets;

namespace Cruddur.Hosting;

/// <summary>Says where a resource listens, when it is healthy, and what it waits for.</summary>
public static class EndpointBuilderExtensions
{
    /// <summary>Adds an endpoint.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others connect to; none or 0 takes a free one.</param>
    /// <param name="targetPort">The port that a container listens on. A project listens on <paramref name="port"/> itself: here is no proxy.</param>
    /// <param name="scheme">The scheme; by default that of the protocol.</param>
    /// <param name="name">The endpoint's name; by default its scheme.</param>
    /// <param name="env">A variable to set to the port that the process listens on. It keeps the endpoint out of ASPNETCORE_URLS.</param>
    /// <param name="isProxied">False where the process has to listen on <paramref name="port"/> itself, also under Aspire.</param>
    /// <param name="isExternal">Whether the endpoint is open to the world once deployed.</param>
    /// <param name="protocol">TCP unless said otherwise.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints, IResourceWithEnvironment
    {
        var transport = protocol ?? ProtocolType.Tcp;
        var uriScheme = scheme ?? transport.ToString().ToLowerInvariant();
        var endpoint = new EndpointAnnotation(name ?? uriScheme, uriScheme, transport)
        {
            Port = port,
            TargetPort = targetPort,
            IsProxied = isProxied ?? true,
            IsExternal = isExternal ?? false,
            TargetPortEnvironmentVariable = env,
        };

        var annotations = builder.Resource.Annotations;
        if (annotations.OfType<EndpointAnnotation>().Any(other => other.Name == endpoint.Name))
        {
            throw new DistributedApplicationException($"{builder.Resource.Name} has two endpoints '{endpoint.Name}'. Give one a name.");
        }

        if (env is not null)
        {
            var targetPortOf = new EndpointReference(builder.Resource, endpoint.Name).Property(EndpointProperty.TargetPort);
            builder.WithEnvironment(context => context.EnvironmentVariables[env] = targetPortOf);
        }

        annotations.Add(endpoint);
        return builder;
    }

    /// <summary>Adds an HTTP endpoint. <see cref="WithEndpoint"/> explains the parameters.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints, IResourceWithEnvironment =>
        builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Opens the HTTP endpoints that were added so far to the world, once deployed.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsHttp))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>An endpoint of the resource, by name.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints =>
        new(builder.Resource, name);

    /// <summary>The resource is healthy when a GET of the path, on the endpoint named <c>http</c>, answers 200.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null)
        where T : IResourceWithEndpoints
    {
        builder.Resource.Annotations.Add(new HealthCheckAnnotation(builder.GetEndpoint("http"), path ?? "/"));
        return builder;
    }

    /// <summary>Changes the address that a person is shown for an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        builder.Resource.Annotations.Add(new UrlCallbackAnnotation(endpointName, callback));
        return builder;
    }

    /// <summary>The resource starts once the other one runs and, where it has a health check, is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        builder.Resource.Annotations.Add(new WaitAnnotation(dependency.Resource));
        return builder;
    }
}
