using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Reading;
using Dapper;

namespace Cruddur.Dashboard.Store;

/// <summary>Reads what is stored. Readers never make the writer wait, nor each other.</summary>
internal sealed class TelemetryReader(TelemetryRecords records)
{
    /// <summary>Lists traces, the newest first.</summary>
    public Task<TelemetryPage<TraceSummary>> TracesAsync(TraceFilter filter, CancellationToken cancellationToken) => records.QueryAsync(
        snapshot =>
        {
            var page = TraceQueries.List(snapshot, filter);
            return new TelemetryPage<TraceSummary>(TraceQueries.Summaries(snapshot.Connection, page.Items), page.TotalCount, page.WeightedCount);
        },
        cancellationToken);

    /// <summary>The newest traces that match, at most the filter's limit, as points of a picture.</summary>
    public Task<IReadOnlyList<TracePoint>> PointsAsync(TraceFilter filter, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => TraceQueries.Points(snapshot, filter), cancellationToken);

    /// <summary>The most frequent values of the spans that match.</summary>
    public Task<IReadOnlyList<Facet>> SpanFacetsAsync(Condition where, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => FacetQueries.Of(snapshot, QueryTarget.Spans, where), cancellationToken);

    /// <summary>The most frequent values of the log records that match.</summary>
    public Task<IReadOnlyList<Facet>> LogFacetsAsync(Condition where, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => FacetQueries.Of(snapshot, QueryTarget.Logs, where), cancellationToken);

    /// <summary>The keys that attributes of all spans, or log records, have.</summary>
    public Task<IReadOnlyList<string>> KeysAsync(QueryTarget target, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => FacetQueries.Keys(snapshot, target), cancellationToken);

    /// <summary>The most frequent values of a field among the newest records, as far as they start with a text, in any case.</summary>
    public Task<IReadOnlyList<FacetValue>> ValuesAsync(QueryTarget target, Field field, string prefix, int limit, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => FacetQueries.Values(snapshot, target, field, prefix, limit), cancellationToken);

    /// <summary>Reads a whole trace in order of start; empty for an id that isn't known. X-Ray's form of an id will do.</summary>
    public async Task<IReadOnlyList<Span>> TraceAsync(string traceId, CancellationToken cancellationToken) =>
        [.. (await records.TraceAsync(traceId, cancellationToken)).Select(SpanDecoder.Span)];

    /// <summary>Lists spans, the newest first.</summary>
    public async Task<TelemetryPage<Span>> SpansAsync(SpanFilter filter, CancellationToken cancellationToken)
    {
        var page = await records.SpansAsync(filter, cancellationToken);
        return new([.. page.Items.Select(SpanDecoder.Span)], page.TotalCount, page.WeightedCount);
    }

    /// <summary>Lists log records, the newest first.</summary>
    public async Task<TelemetryPage<LogEntry>> LogsAsync(LogFilter filter, CancellationToken cancellationToken)
    {
        var page = await records.LogsAsync(filter, cancellationToken);
        return new([.. page.Items.Select(LogDecoder.Log)], page.TotalCount);
    }

    /// <summary>Lists instruments with what they exported last, by service, meter and name.</summary>
    public Task<TelemetryPage<InstrumentSummary>> InstrumentsAsync(InstrumentFilter filter, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => InstrumentQueries.List(snapshot, filter), cancellationToken);

    /// <summary>Reads an instrument from each instance of its service, the one that exported last in front; empty where there is none.</summary>
    public Task<IReadOnlyList<Instrument>> InstrumentAsync(InstrumentKey key, CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => InstrumentQueries.Find(snapshot, key), cancellationToken);

    /// <summary>Lists everyone of whom something is stored, by name.</summary>
    public Task<IReadOnlyList<ResourceSummary>> ResourcesAsync(CancellationToken cancellationToken) =>
        records.QueryAsync(snapshot => snapshot.Origins.Summaries(snapshot.LogResourcesInTail()), cancellationToken);

    /// <summary>Lists the starts of the dashboard with what is stored of each, the latest first.</summary>
    public Task<IReadOnlyList<TelemetryRun>> RunsAsync(CancellationToken cancellationToken) => records.ReadAsync(RunQueries.All, cancellationToken);

    /// <summary>How many bytes of the file are in use.</summary>
    public Task<long> UsedBytesAsync(CancellationToken cancellationToken) => records.ReadAsync(FileQueries.UsedBytes, cancellationToken);

    /// <summary>What was removed to make room, by service; the one that gave the most in front.</summary>
    public Task<IReadOnlyList<EvictedService>> EvictedAsync(CancellationToken cancellationToken) => records.ReadAsync<IReadOnlyList<EvictedService>>(
        connection => connection.Query<EvictedService>("""
            SELECT service, sum(iif(kind = 'spans', count, 0)) AS spans, sum(iif(kind = 'logs', count, 0)) AS logs
            FROM evicted WHERE kind IN ('spans', 'logs') GROUP BY service ORDER BY sum(count) DESC
            """).AsList(),
        cancellationToken);

    /// <summary>Counts what is stored, and what was removed to make room.</summary>
    public Task<TelemetryCounts> CountsAsync(CancellationToken cancellationToken) => records.ReadAsync(
        connection => connection.QuerySingle<TelemetryCounts>("""
            SELECT (SELECT count(*) FROM traces) AS traces,
                (SELECT coalesce(sum(spans), 0) FROM traces) AS spans,
                (SELECT coalesce(sum(errors), 0) FROM traces) AS errorSpans,
                (SELECT coalesce(sum(rows), 0) FROM block_resources WHERE kind = 2) + (SELECT coalesce(sum(rows), 0) FROM tail WHERE kind = 2) AS logs,
                (SELECT count(*) FROM instruments) AS instruments,
                (SELECT coalesce(sum(count), 0) FROM evicted WHERE kind = 'traces') AS evictedTraces,
                (SELECT coalesce(sum(count), 0) FROM evicted WHERE kind = 'spans') AS evictedSpans,
                (SELECT coalesce(sum(count), 0) FROM evicted WHERE kind = 'logs') AS evictedLogs
            """),
        cancellationToken);
}
