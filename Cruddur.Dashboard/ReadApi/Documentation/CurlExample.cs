using Cruddur.Dashboard.Trust;
using Microsoft.OpenApi;

namespace Cruddur.Dashboard.ReadApi.Documentation;

/// <summary>How to call a route with curl.</summary>
public sealed record CurlExample(string Method, string Path) : IOpenApiExtension
{
    /// <summary>The name under which tools look for code to show.</summary>
    public const string Extension = "x-codeSamples";

    /// <summary>The address within the dashboard.</summary>
    public string Href => $"/api/telemetry/{Path}";

    /// <summary>Whether it can be looked at by following a link.</summary>
    public bool IsLink => HttpMethods.IsGet(Method);

    /// <summary>The command.</summary>
    public string Command(string address) => IsLink
        ? $"curl -H \"{ApiKeyHandler.Header}: $DASHBOARD_TOKEN\" '{address}{Href}'"
        : $"curl -H \"{ApiKeyHandler.Header}: $DASHBOARD_TOKEN\" --data-binary @telemetry.jsonl '{address}{Href}'";

    /// <inheritdoc />
    public void Write(IOpenApiWriter writer, OpenApiSpecVersion specVersion)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteProperty("lang", "Shell");
        writer.WriteProperty("source", Command("http://localhost:18888"));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
