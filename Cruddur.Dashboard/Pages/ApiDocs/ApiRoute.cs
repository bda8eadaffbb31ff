using Cruddur.Dashboard.ReadApi.Documentation;
using Microsoft.OpenApi;

namespace Cruddur.Dashboard.Pages.ApiDocs;

/// <summary>A route of the read API, as its page shows it.</summary>
public sealed record ApiRoute(
    string Method, string Path, string Name, string Summary, IReadOnlyList<ApiParameter> Parameters, IReadOnlyList<ApiResponse> Responses, CurlExample Example)
{
    /// <summary>The parameter to search by; null where the route isn't searched.</summary>
    public ApiParameter? Search => Parameters.FirstOrDefault(parameter => parameter.Name == "search");

    /// <summary>The routes of a document, in its order.</summary>
    public static IReadOnlyList<ApiRoute> Of(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           select new ApiRoute(
               operation.Key.Method,
               path.Key,
               operation.Value.OperationId ?? "",
               operation.Value.Summary ?? "",
               [.. (operation.Value.Parameters ?? []).Select(ApiParameter.Of)],
               [.. (operation.Value.Responses ?? []).Select(response => ApiResponse.Of(response.Key, response.Value))],
               (CurlExample)operation.Value.Extensions![CurlExample.Extension]),
    ];
}

/// <summary>A parameter of a route.</summary>
public sealed record ApiParameter(string Name, string Place, string Type, string Description)
{
    /// <summary>Tells of a parameter.</summary>
    public static ApiParameter Of(IOpenApiParameter parameter) => new(
        parameter.Name ?? "", $"{parameter.In}".ToLowerInvariant(), TypeOf(parameter.Schema), parameter.Description ?? "");

    private static string TypeOf(IOpenApiSchema? schema) => ((schema?.Type ?? JsonSchemaType.String) & ~JsonSchemaType.Null) switch
    {
        JsonSchemaType.Array => "text, any number of times",
        JsonSchemaType.Boolean => "true or false",
        var type when type.HasFlag(JsonSchemaType.Integer) => "whole number",
        _ => "text",
    };
}

/// <summary>What a route answers with under a status.</summary>
public sealed record ApiResponse(string Status, string Description, IReadOnlyList<string> Types)
{
    /// <summary>Tells of a response.</summary>
    public static ApiResponse Of(string status, IOpenApiResponse response) =>
        new(status, response.Description ?? "", [.. response.Content?.Keys ?? []]);
}
