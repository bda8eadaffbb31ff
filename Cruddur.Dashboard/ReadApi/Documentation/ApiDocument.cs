using Cruddur.Dashboard.Trust;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cruddur.Dashboard.ReadApi.Documentation;

/// <summary>The read API as an OpenAPI document: <c>/api/openapi.json</c>, which the page <c>/api/docs</c> is drawn from too.</summary>
internal static class ApiDocument
{
    /// <summary>The only document's name.</summary>
    public const string Name = "v1";

    private const string Scheme = "key";

    /// <summary>Adds the document.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<ApiExample>().Any();
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(AddExample);
    });

    /// <summary>Maps the document.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/api/openapi.json");

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Cruddur dashboard: read API",
            Version = "1",
            Description = "Telemetry as it was received, in OTLP's JSON. The routes, queries and answers are those of Aspire's dashboard, and some more.",
        };
        document.AddComponent(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHandler.Header,
            Description = "The login token (Dashboard:Token). A browser that is logged in needs none.",
        });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    // The form that other tools show as code.
    private static Task AddExample(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var example = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>().Single();
        operation.AddExtension(CurlExample.Extension, new CurlExample(context.Description.HttpMethod!, example.Path));
        return Task.CompletedTask;
    }
}
