using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.ReadApi.Exchange;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>The read API, with Aspire's routes, queries and answers: telemetry in OTLP's JSON.</summary>
internal static class TelemetryApiEndpoints
{
    /// <summary>Adds what the API needs.</summary>
    public static IServiceCollection AddTelemetryApi(this IServiceCollection services) => services.AddTelemetryExchange();

    /// <summary>Answers what goes wrong under <c>/api</c> with problem details instead of a page.</summary>
    public static IApplicationBuilder UseTelemetryApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
        api => api.UseExceptionHandler().UseStatusCodePages());

    /// <summary>Maps <c>/api/telemetry</c>.</summary>
    public static void MapTelemetryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/telemetry");
        api.MapGet("/resources", ResourcesAsync);
        api.MapGet("/spans", SpansAsync);
        api.MapGet("/logs", LogsAsync);
        api.MapGet("/traces", TracesAsync);
        api.MapGet("/traces/{traceId}", TraceAsync);
        api.MapGet("/metrics", MetricsAsync);
        api.MapTelemetryExchange();
        routes.MapGet("/api/{**path}", () => TypedResults.Problem("There is no such route.", statusCode: StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> ResourcesAsync(TelemetryReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.ResourcesAsync(cancellationToken)).Select(ResourceInfo.Of));

    private static async Task<IResult> SpansAsync(
        [AsParameters] TelemetryQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.SearchIn(QueryTarget.Spans, clock);
        if (await query.RefuseAsync(search, reader, cancellationToken) is { } refusal)
            return refusal;
        var filter = new SpanFilter
        {
            Resources = query.Names,
            TraceId = query.TraceId,
            HasError = query.HasError,
            Where = search.Condition,
            Limit = query.Limit ?? 200,
        };
        if (query.Follow == true)
        {
            return new FollowResult(TelemetryDocument.Spans, records.LastSpanIdAsync, (after, token) =>
                records.SpansAsync(filter with { After = after, Limit = FollowResult.PageSize }, token));
        }

        var page = await records.SpansAsync(filter, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Spans, page.Items.Reverse(), page.TotalCount, page.Items.Count);
    }

    private static async Task<IResult> LogsAsync(
        [AsParameters] TelemetryQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.SearchIn(QueryTarget.Logs, clock);
        if (await query.RefuseAsync(search, reader, cancellationToken) is { } refusal)
            return refusal;
        var filter = new LogFilter
        {
            Resources = query.Names,
            TraceId = query.TraceId,
            Severity = query.Level,
            Where = search.Condition,
            Limit = query.Limit ?? 200,
        };
        if (query.Follow == true)
        {
            return new FollowResult(TelemetryDocument.Logs, records.LastLogIdAsync, (after, token) =>
                records.LogsAsync(filter with { After = after, Limit = FollowResult.PageSize }, token));
        }

        var page = await records.LogsAsync(filter, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Logs, page.Items.Reverse(), page.TotalCount, page.Items.Count);
    }

    private static async Task<IResult> TracesAsync(
        [AsParameters] TelemetryQuery query, TelemetryReader reader, TelemetryRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        var search = query.SearchIn(QueryTarget.Spans, clock);
        if (await query.RefuseAsync(search, reader, cancellationToken) is { } refusal)
            return refusal;
        var filter = new TraceFilter
        {
            Resources = query.Names,
            HasError = query.HasError,
            Where = search.Condition,
            Order = query.TraceOrder ?? TraceOrder.Newest,
            Limit = query.Limit ?? 100,
        };
        var (traces, spans) = await records.TracesAsync(filter, cancellationToken);
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
        if (await query.RefuseAsync(new(Condition.Always), reader, cancellationToken) is { } refusal)
            return refusal;
        var page = await records.MetricsAsync(new() { Resources = query.Names, Limit = query.Limit ?? 200 }, cancellationToken);
        return new TelemetryResult(TelemetryDocument.Metrics, page.Items, page.TotalCount, page.Items.Count);
    }
}
