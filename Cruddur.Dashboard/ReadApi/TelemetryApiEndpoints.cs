using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.ReadApi.Documentation;
using Cruddur.Dashboard.ReadApi.Exchange;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>The read API, with Aspire's routes, queries and answers, and some more: telemetry in OTLP's JSON.</summary>
internal static class TelemetryApiEndpoints
{
    /// <summary>Adds what the API needs.</summary>
    public static IServiceCollection AddTelemetryApi(this IServiceCollection services) => services.AddTelemetryExchange().AddApiDocument();

    /// <summary>Answers what goes wrong under <c>/api</c> with problem details instead of a page.</summary>
    public static IApplicationBuilder UseTelemetryApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
        api => api.UseExceptionHandler().UseStatusCodePages());

    /// <summary>Maps <c>/api/telemetry</c>.</summary>
    public static void MapTelemetryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/telemetry").ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("/resources", ResourcesAsync).Produces<ResourceInfo[]>()
            .Describe("listResources", "Lists who has sent something that is stored.", "resources");
        api.MapGet("/runs", RunsAsync).Produces<RunInfo[]>()
            .Describe("listRuns", "Lists the starts of the dashboard with what is stored of each, the latest first.", "runs");
        api.MapGet("/spans", SpansAsync).ProducesTelemetry("application/x-ndjson")
            .Describe("listSpans", "Lists the newest spans, the latest last; or, with follow, all that are stored and then each that arrives.",
                "spans?search=service%3Dapi%20duration%3E100ms&limit=20");
        api.MapGet("/logs", LogsAsync).ProducesTelemetry("application/x-ndjson")
            .Describe("listLogs", "Lists the newest log records, the latest last; or, with follow, all that are stored and then each that arrives.",
                "logs?search=level%3E%3Dwarning&limit=20");
        api.MapGet("/traces", TracesAsync).ProducesTelemetry()
            .Describe("listTraces", "Lists the spans of the traces of which at least one span matches; what is counted is traces.", "traces?order=longest&limit=5");
        api.MapGet("/traces/{traceId}", TraceAsync).ProducesTelemetry()
            .Describe("readTrace", "Reads a trace's spans. X-Ray's form of its id will do.", $"traces/{ApiExample.TraceId}");
        api.MapGet("/metrics", MetricsAsync).ProducesTelemetry()
            .Describe("listMetrics", "Lists instruments with what each exported last.", "metrics");
        api.MapTelemetryExchange();
        routes.MapApiDocument();
        routes.MapGet("/api/{**path}", () => TypedResults.Problem("There is no such route.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> ResourcesAsync(TelemetryReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.ResourcesAsync(cancellationToken)).Select(ResourceInfo.Of));

    private static async Task<IResult> RunsAsync(TelemetryReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.RunsAsync(cancellationToken)).Select(RunInfo.Of));

    private static async Task<IResult> SpansAsync(
        [AsParameters] SpanListQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.Read(QueryTarget.Spans, clock);
        if (search.Problem is { } problem)
            return SearchQuery.Refuse(problem);
        if (await query.RefuseAsync(reader, cancellationToken) is { } refusal)
            return refusal;
        var filter = query.ToFilter(search.Condition);
        if (query.Follow == true)
        {
            return new FollowResult(TelemetryDocument.Spans, records.LastSpanIdAsync, (after, token) =>
                records.SpansAsync(filter with { After = after, Limit = FollowResult.PageSize }, token));
        }

        var page = await records.SpansAsync(filter, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Spans, page.Items.Reverse(), page.TotalCount, page.Items.Count);
    }

    private static async Task<IResult> LogsAsync(
        [AsParameters] LogListQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.Read(QueryTarget.Logs, clock);
        if (search.Problem is { } problem)
            return SearchQuery.Refuse(problem);
        if (await query.RefuseAsync(reader, cancellationToken) is { } refusal)
            return refusal;
        var filter = query.ToFilter(search.Condition);
        if (query.Follow == true)
        {
            return new FollowResult(TelemetryDocument.Logs, records.LastLogIdAsync, (after, token) =>
                records.LogsAsync(filter with { After = after, Limit = FollowResult.PageSize }, token));
        }

        var page = await records.LogsAsync(filter, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Logs, page.Items.Reverse(), page.TotalCount, page.Items.Count);
    }

    private static async Task<IResult> TracesAsync(
        [AsParameters] TraceListQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.Read(QueryTarget.Spans, clock);
        if (search.Problem is { } problem)
            return SearchQuery.Refuse(problem);
        if (await query.RefuseAsync(reader, cancellationToken) is { } refusal)
            return refusal;
        var (traces, spans) = await records.TracesAsync(query.ToFilter(search.Condition), cancellationToken);
        return new TelemetryResult(TelemetryDocument.Spans, spans, traces.TotalCount, traces.Items.Count);
    }

    private static async Task<IResult> TraceAsync(string traceId, TelemetryRecords records, CancellationToken cancellationToken)
    {
        var spans = await records.TraceAsync(traceId, cancellationToken);
        return spans.Count > 0
            ? new TelemetryResult(TelemetryDocument.Spans, spans, spans.Count, spans.Count)
            : TypedResults.Problem($"No trace with ID '{traceId}' was found.", title: "Trace not found", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> MetricsAsync(
        [AsParameters] TelemetryQuery query, TelemetryReader reader, TelemetryRecords records, CancellationToken cancellationToken)
    {
        if (await query.RefuseAsync(reader, cancellationToken) is { } refusal)
            return refusal;
        var page = await records.MetricsAsync(new() { Resources = query.Names, Run = query.Run, Limit = query.Limit ?? 200 }, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Metrics, page.Items, page.TotalCount, page.Items.Count);
    }
}
