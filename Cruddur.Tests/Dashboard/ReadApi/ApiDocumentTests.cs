using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cruddur.Dashboard.Listeners;
using Cruddur.Tests.Dashboard.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Dashboard.ReadApi;

public sealed class ApiDocumentTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_has_the_routes_that_are_mapped_and_no_others()
    {
        using var dashboard = new DashboardApplication();
        var mapped = dashboard.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/telemetry", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods, (route, method) => $"{method} {route.RoutePattern.RawText}");
        Assert.Equal(mapped.Order(StringComparer.Ordinal), (await OperationsAsync(dashboard)).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET /api/telemetry/resources", "", "200 401")]
    [InlineData("GET /api/telemetry/runs", "", "200 401")]
    [InlineData("GET /api/telemetry/spans", "traceId:string hasError:boolean follow:boolean search:string resource:array run:integer limit:integer", "200 400 401 404")]
    [InlineData("GET /api/telemetry/logs", "traceId:string severity:string follow:boolean search:string resource:array run:integer limit:integer", "200 400 401 404")]
    [InlineData("GET /api/telemetry/traces", "hasError:boolean order:string search:string resource:array run:integer limit:integer", "200 400 401 404")]
    [InlineData("GET /api/telemetry/traces/{traceId}", "traceId:string", "200 400 401 404")]
    [InlineData("GET /api/telemetry/metrics", "resource:array run:integer limit:integer", "200 400 401 404")]
    [InlineData("GET /api/telemetry/export", "run:integer search:string", "200 400 401")]
    [InlineData("POST /api/telemetry/import", "", "200 400 401 403 413 415 503")]
    public async Task Each_route_is_described_with_its_query_and_its_answers(string route, string parameters, string statuses)
    {
        using var dashboard = new DashboardApplication();
        var operation = (await OperationsAsync(dashboard))[route];
        Assert.Equal(
            (parameters, statuses),
            (string.Join(' ', List(operation["parameters"]).Select(parameter => $"{parameter["name"]}:{TypeOf(parameter["schema"]!)}")),
                string.Join(' ', operation["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal))));
        Assert.All(List(operation["parameters"]).Where(parameter => (string)parameter["in"]! == "query"), parameter => Assert.NotEmpty((string)parameter["description"]!));
        Assert.EndsWith(".", (string)operation["summary"]!, StringComparison.Ordinal);
        Assert.StartsWith("curl ", (string)operation["x-codeSamples"]![0]!["source"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_every_route_and_its_links_work()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAllAsync();
        var page = await dashboard.PageAsync("/api/docs");
        var operations = await OperationsAsync(dashboard);
        Assert.All(operations.Keys, route => Assert.Contains($">{route}</h2>", page, StringComparison.Ordinal));
        var links = Regex.Matches(page, "(?:href|action)=\"(?<to>/?api/[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(link => WebUtility.HtmlDecode(link.Groups["to"].Value)).Distinct().ToList();
        var trace = (await dashboard.Reader.TracesAsync(new() { Limit = 1 }, CancellationToken)).Items[0].TraceId;
        Assert.Equal(
            operations.Keys.Where(route => route.StartsWith("GET", StringComparison.Ordinal)).Select(route => route[4..].Replace("{traceId}", trace, StringComparison.Ordinal)),
            links.Where(link => link.StartsWith("/api/telemetry", StringComparison.Ordinal)));
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        foreach (var link in links)
        {
            using var response = await client.GetAsync(new Uri(link, UriKind.Relative), CancellationToken);
            Assert.Equal((link, HttpStatusCode.OK), (link, response.StatusCode));
        }
    }

    [Fact]
    public async Task A_stranger_is_led_to_the_login_and_gets_no_document()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);
        using var page = await client.GetAsync(new Uri("/api/docs", UriKind.Relative), CancellationToken);
        using var document = await client.GetAsync(new Uri("/api/openapi.json", UriKind.Relative), CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (page.StatusCode, document.StatusCode));
    }

    private static async Task<Dictionary<string, JsonNode>> OperationsAsync(DashboardApplication dashboard)
    {
        var document = JsonNode.Parse(await dashboard.PageAsync("/api/openapi.json"))!;
        return document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => (Route: $"{operation.Key.ToUpperInvariant()} {path.Key}", Operation: operation.Value!))
            .ToDictionary(one => one.Route, one => one.Operation);
    }

    private static IEnumerable<JsonNode> List(JsonNode? array) => array?.AsArray().Select(one => one!) ?? [];

    // A whole number may be written as a text too.
    private static string TypeOf(JsonNode schema) => schema["type"] is JsonArray types
        ? (string)types.First(type => (string)type! is not ("null" or "string"))!
        : (string)schema["type"]!;
}
