using System.Text.Json;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.ReadApi.Exchange;

/// <summary>
/// Answers with what is stored as requests of OTLP in JSON, a line each, as the OpenTelemetry Collector's file exporter writes them. What is in
/// memory at a time is one page; what arrives meanwhile isn't part of it.
/// </summary>
/// <param name="run">Of one run; null for all.</param>
/// <param name="spans">Which spans.</param>
/// <param name="logs">Which log records.</param>
/// <param name="withMetrics">Whether metrics go along, which no query is about.</param>
internal sealed class TelemetryExport(long? run, Condition spans, Condition logs, bool withMetrics) : IResult
{
    private const int PageSize = 500;

    // A reader of lines needn't hold more than this and one record.
    private const int LineBytes = 512 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, httpContext.RequestAborted);
        httpContext.Response.ContentType = "application/x-ndjson";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"telemetry.jsonl\"";
        try
        {
            await WriteAsync(httpContext.Response, services.GetRequiredService<TelemetryRecords>(), either.Token);
        }
        catch (OperationCanceledException)
        {
            // What is cut off must not look whole.
            httpContext.Abort();
        }
    }

    private async Task WriteAsync(HttpResponse response, TelemetryRecords records, CancellationToken cancellationToken)
    {
        await WriteAsync(response, TelemetryDocument.Spans, await records.LastSpanIdAsync(cancellationToken), async after =>
            (await records.SpansAsync(new() { Run = run, Where = spans, After = after, Limit = PageSize }, cancellationToken)).Items, cancellationToken);
        await WriteAsync(response, TelemetryDocument.Logs, await records.LastLogIdAsync(cancellationToken), async after =>
            (await records.LogsAsync(new() { Run = run, Where = logs, After = after, Limit = PageSize }, cancellationToken)).Items, cancellationToken);
        if (withMetrics)
        {
            await WriteAsync(response, TelemetryDocument.Metrics, long.MaxValue, async after =>
                (await records.MetricsAsync(new() { Run = run, After = after, Limit = PageSize }, cancellationToken)).Items, cancellationToken);
        }
    }

    private static async Task WriteAsync(
        HttpResponse response,
        TelemetryDocument document,
        long last,
        Func<long, Task<IReadOnlyList<StoredRecord>>> page,
        CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, TelemetryDocument.Json);
        for (var seen = 0L; seen < last;)
        {
            var records = await page(seen);
            foreach (var line in Lines(records.TakeWhile(record => record.Id <= last)))
            {
                document.Write(json, line);
                await json.FlushAsync(cancellationToken);
                json.Reset();
                response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
                response.BodyWriter.Advance(1);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }

            seen = records.Count < PageSize ? last : records[^1].Id;
        }
    }

    private static IEnumerable<IReadOnlyList<StoredRecord>> Lines(IEnumerable<StoredRecord> records)
    {
        var (line, bytes) = (new List<StoredRecord>(), 0);
        foreach (var record in records)
        {
            if (line.Count > 0 && bytes + record.Body.Length > LineBytes)
            {
                yield return line;
                (line, bytes) = ([], 0);
            }

            line.Add(record);
            bytes += record.Body.Length;
        }

        if (line.Count > 0)
            yield return line;
    }
}
