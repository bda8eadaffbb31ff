namespace Cruddur.AppHost;

/// <summary>Stands in for the call of the built-in host: Aspire shows its resources on a dashboard of its own.</summary>
internal static class ResourceFeed
{
    public static IResourceBuilder<ProjectResource> WithResourceFeed(this IResourceBuilder<ProjectResource> builder) => builder;
}
