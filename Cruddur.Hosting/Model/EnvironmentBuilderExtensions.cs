namespace Cruddur.Hosting;

/// <summary>Says what a resource's process is given: variables, arguments, and the addresses of others.</summary>
public static class EnvironmentBuilderExtensions
{
    /// <summary>Sets a variable to a value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.WithValue(name, value ?? "");

    /// <summary>Sets a variable to a parameter's value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment =>
        builder.WithValue(name, parameter.Resource);

    /// <summary>Sets a variable to an endpoint's address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.WithValue(name, endpointReference);

    /// <summary>Sets a variable to a part of an endpoint's address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReferenceExpression value)
        where T : IResourceWithEnvironment =>
        builder.WithValue(name, value);

    /// <summary>Adds arguments.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        builder.Resource.Annotations.Add(new ArgsAnnotation(args));
        return builder;
    }

    /// <summary>
    /// Tells a resource where another one listens: for each endpoint <c>{NAME}_{ENDPOINT}</c>, and
    /// <c>services__{name}__{endpoint}__0</c> for service discovery.
    /// </summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<ProjectResource> source)
        where T : IResourceWithEnvironment
    {
        var target = source.Resource;
        return builder.WithEnvironment(context =>
        {
            foreach (var endpoint in target.Annotations.OfType<EndpointAnnotation>())
            {
                var reference = new EndpointReference(target, endpoint.Name);
                context.EnvironmentVariables[VariableName($"{target.Name}_{endpoint.Name}").ToUpperInvariant()] = reference;
                context.EnvironmentVariables[$"services__{target.Name}__{endpoint.Name}__0"] = reference;
            }
        });
    }

    internal static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment
    {
        builder.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(callback));
        return builder;
    }

    private static IResourceBuilder<T> WithValue<T>(this IResourceBuilder<T> builder, string name, object value)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = value);

    private static string VariableName(string text) =>
        string.Create(text.Length, text, (name, from) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                name[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });
}
