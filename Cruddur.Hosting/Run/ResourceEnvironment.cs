namespace Cruddur.Hosting;

/// <summary>A variable of a resource's process.</summary>
internal sealed record EnvironmentVariable(string Name, string Value, bool Secret);

/// <summary>What a resource's process is given.</summary>
internal static class ResourceEnvironment
{
    public static Dictionary<string, object> Collect(IResource resource, DistributedApplicationExecutionContext executionContext)
    {
        var context = new EnvironmentCallbackContext(executionContext, new Dictionary<string, object>(StringComparer.Ordinal));
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    public static IReadOnlyList<EnvironmentVariable> Resolve(IResource resource, DistributedApplicationExecutionContext executionContext) =>
        [.. Collect(resource, executionContext).Select(variable => new EnvironmentVariable(
            variable.Key,
            variable.Value is IExpressionValue expression ? expression.Resolve() : (string)variable.Value,
            variable.Value is ParameterResource { Secret: true }))];

    public static IReadOnlyList<string> Arguments(IResource resource) =>
        [.. resource.Annotations.OfType<ArgsAnnotation>().SelectMany(annotation => annotation.Args)];

    public static IReadOnlyList<ResourceUrlAnnotation> Urls(IResource resource)
    {
        var urls = new List<ResourceUrlAnnotation>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var reference = new EndpointReference((IResourceWithEndpoints)resource, endpoint.Name);
            var url = new ResourceUrlAnnotation { Url = reference.Resolve(EndpointProperty.Url), Endpoint = reference };
            foreach (var callback in resource.Annotations.OfType<UrlCallbackAnnotation>().Where(callback => callback.EndpointName == endpoint.Name))
            {
                callback.Callback(url);
            }

            urls.Add(url);
        }

        return urls;
    }
}
