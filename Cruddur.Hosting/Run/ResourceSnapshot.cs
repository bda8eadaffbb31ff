using System.Text.Json.Serialization;

namespace Cruddur.Hosting;

internal enum ResourceState
{
    NotStarted,
    Waiting,
    Starting,
    Running,
    FailedToStart,
    Exited,
    Finished,
    Stopping,
}

internal enum ResourceHealth
{
    Healthy,
    Unhealthy,
}

internal sealed record ResourceUrl(string Name, string Url)
{
    /// <summary>Without its query: a link made for the console may log in who follows it.</summary>
    public static ResourceUrl Of(ResourceUrlAnnotation link) => new(link.Endpoint!.EndpointName, link.Url.Split('?')[0]);
}

/// <summary>What the world may know of a resource at one moment; the feed sends it as it is. Secrets are masked before they get here.</summary>
internal sealed record ResourceSnapshot(
    string Name,
    string Type,
    ResourceState State,
    ResourceHealth? Health,
    string? Message,
    int? ExitCode,
    int? Pid,
    DateTimeOffset? StartedAt,
    IReadOnlyList<ResourceUrl> Urls,
    IReadOnlyList<EnvironmentVariable> Environment,
    IReadOnlyList<string> WaitsFor)
{
    private const string Mask = "********";

    /// <summary>It runs and, where it has a health check, is healthy.</summary>
    [JsonIgnore]
    public bool IsReady => State == ResourceState.Running && Health is not ResourceHealth.Unhealthy;

    /// <summary>It will not come by itself any more.</summary>
    [JsonIgnore]
    public bool HasEnded => State is ResourceState.FailedToStart or ResourceState.Exited or ResourceState.Finished;

    public static ResourceSnapshot Of(IResource resource) => new(
        resource.Name,
        resource is ContainerResource ? "Container" : "Project",
        ResourceState.NotStarted,
        Health: null,
        Message: null,
        ExitCode: null,
        Pid: null,
        StartedAt: null,
        Urls: [],
        Environment: [],
        [.. StartOrder.WaitsFor(resource).Select(dependency => dependency.Name)]);

    public static IReadOnlyList<EnvironmentVariable> Masked(IEnumerable<EnvironmentVariable> variables) =>
        [.. variables.Select(variable => variable.Secret ? variable with { Value = Mask } : variable)];
}
