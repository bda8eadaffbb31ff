namespace Cruddur.Dashboard.ReadApi.Documentation;

/// <summary>Describes routes where they are mapped.</summary>
internal static class RouteDescription
{
    /// <summary>Says what a route does.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">Its name in the document.</param>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="example">A path under <c>/api/telemetry/</c> that works.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary, string example) =>
        route.WithName(name).WithTags("Telemetry").WithSummary(summary).WithMetadata(new ApiExample(example));

    /// <summary>Says that a route answers with telemetry, by default in one document.</summary>
    public static RouteHandlerBuilder ProducesTelemetry(this RouteHandlerBuilder route, params string[] otherTypes) => route
        .Produces<TelemetryAnswer>(StatusCodes.Status200OK, "application/json", otherTypes)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>A path under <c>/api/telemetry/</c> to try a route by.</summary>
internal sealed record ApiExample(string Path)
{
    /// <summary>Stands in a path for the id of a trace.</summary>
    public const string TraceId = "5b8efff798038103d269b633813fc60c";
}
