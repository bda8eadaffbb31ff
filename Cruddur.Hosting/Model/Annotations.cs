namespace Cruddur.Hosting;

/// <summary>Adds to the environment of a process; called in order, once all endpoints are known.</summary>
internal sealed record EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> Callback) : IResourceAnnotation;

internal sealed record ArgsAnnotation(IReadOnlyList<string> Args) : IResourceAnnotation;

internal sealed record WaitAnnotation(IResource Resource) : IResourceAnnotation;

internal sealed record HealthCheckAnnotation(EndpointReference Endpoint, string Path) : IResourceAnnotation;

internal sealed record UrlCallbackAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Callback) : IResourceAnnotation;

/// <summary>Marks the resource that is told where the host serves the state of all resources.</summary>
internal sealed class ResourceFeedAnnotation : IResourceAnnotation
{
    public string? Url { get; set; }

    public string? Key { get; set; }
}

/// <summary>What the callbacks of one resource fill.</summary>
/// <param name="ExecutionContext">What this start is for.</param>
/// <param name="EnvironmentVariables">A string, or an <see cref="IExpressionValue"/>; in the order of a manifest.</param>
internal sealed record EnvironmentCallbackContext(
    DistributedApplicationExecutionContext ExecutionContext,
    Dictionary<string, object> EnvironmentVariables);
