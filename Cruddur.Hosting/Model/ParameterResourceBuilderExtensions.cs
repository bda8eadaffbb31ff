namespace Cruddur.Hosting;

/// <summary>Adds values from outside to an application.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value that comes from outside.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="valueGetter">Reads the value, once, when a resource that needs it starts; never for a manifest.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, valueGetter, secret));
}
