using System.Text.Json;

namespace Cruddur.Hosting;

/// <summary>The manifest's form is that of Aspire 13.5: the same properties in the same order.</summary>
internal static class ManifestWriter
{
    private static readonly DistributedApplicationExecutionContext Publishing = new(DistributedApplicationOperation.Publish);

    public static void Write(Utf8JsonWriter json, IReadOnlyList<IResource> resources, string folder)
    {
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in resources)
        {
            json.WriteStartObject(resource.Name);
            WriteResource(json, resource, folder);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, IResource resource, string folder)
    {
        switch (resource)
        {
            case ParameterResource parameter:
                WriteParameter(json, parameter);
                break;
            case ProjectResource project:
                json.WriteString("type", "project.v0");
                json.WriteString("path", RelativePath(folder, project.ProjectPath));
                WriteArgs(json, project);
                WriteEnvironment(json, project);
                WriteBindings(json, project);
                break;
            case ContainerResource container:
                json.WriteString("type", "container.v0");
                json.WriteString("image", container.Image);
                WriteArgs(json, container);
                WriteEnvironment(json, container);
                WriteBindings(json, container);
                break;
            case CloudFormationTemplateResource template:
                json.WriteString("type", "aws.cloudformation.template.v0");
                json.WriteString("stack-name", template.Name);
                json.WriteString("template-path", RelativePath(folder, template.TemplatePath));
                json.WriteStartArray("references");
                json.WriteEndArray();
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }
    }

    private static void WriteParameter(Utf8JsonWriter json, ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", value: true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteArgs(Utf8JsonWriter json, IResource resource)
    {
        var args = ResourceEnvironment.Arguments(resource);
        if (args.Count == 0)
        {
            return;
        }

        json.WriteStartArray("args");
        foreach (var arg in args)
        {
            json.WriteStringValue(arg);
        }

        json.WriteEndArray();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, IResource resource)
    {
        var variables = ResourceEnvironment.Collect(resource, Publishing);
        if (variables.Count == 0)
        {
            return;
        }

        json.WriteStartObject("env");
        foreach (var (name, value) in variables)
        {
            json.WriteString(name, value is IExpressionValue expression ? expression.ValueExpression : (string)value);
        }

        json.WriteEndObject();
    }

    private static void WriteBindings(Utf8JsonWriter json, IResource resource)
    {
        var bindings = ManifestBinding.Of(resource);
        if (bindings.Count == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        foreach (var binding in bindings)
        {
            json.WriteStartObject(binding.Endpoint.Name);
            json.WriteString("scheme", binding.Endpoint.UriScheme);
            json.WriteString("protocol", binding.Endpoint.Protocol.ToString().ToLowerInvariant());
            json.WriteString("transport", binding.Endpoint.Transport);
            if (binding.Port is { } port && port != binding.TargetPort)
            {
                json.WriteNumber("port", port);
            }

            if (binding.TargetPort is { } targetPort)
            {
                json.WriteNumber("targetPort", targetPort);
            }

            if (binding.Endpoint.IsExternal)
            {
                json.WriteBoolean("external", value: true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string RelativePath(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
