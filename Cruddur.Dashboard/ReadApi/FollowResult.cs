using System.Text.Json;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>Answers with one line of JSON for each record, first those that are stored and then each that arrives, until the caller goes.</summary>
/// <param name="document">What a line is.</param>
/// <param name="lastId">The id of the record that arrived last.</param>
/// <param name="after">The records behind an id, at most <see cref="PageSize"/>, in the order of arrival.</param>
internal sealed class FollowResult(
    TelemetryDocument document,
    Func<CancellationToken, Task<long>> lastId,
    Func<long, CancellationToken, Task<TelemetryPage<StoredRecord>>> after) : IResult
{
    public const int PageSize = 500;

    // However much arrives, a follower asks the store this often at most.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, httpContext.RequestAborted);
        httpContext.Response.ContentType = "application/x-ndjson";
        httpContext.Response.Headers.CacheControl = "no-cache";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await httpContext.Response.StartAsync(either.Token);
            await FollowAsync(httpContext.Response, services.GetRequiredService<TelemetryNews>(), services.GetRequiredService<TimeProvider>(), either.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the dashboard goes: either ends the stream.
        }
    }

    private async Task FollowAsync(HttpResponse response, TelemetryNews news, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, TelemetryDocument.Json);
        var seen = 0L;
        while (true)
        {
            var version = news.Version;
            // Asked before the page: what the page has passed over up to here needn't be looked at again.
            var last = await lastId(cancellationToken);
            var page = await after(seen, cancellationToken);
            foreach (var record in page.Items)
                await WriteLineAsync(response, json, record, cancellationToken);
            await response.BodyWriter.FlushAsync(cancellationToken);
            if (page.Items.Count == PageSize)
            {
                seen = page.Items[^1].Id;
                continue;
            }

            seen = Math.Max(last, page.Items is [.., var newest] ? newest.Id : 0);
            await news.WaitAsync(version, cancellationToken);
            await Task.Delay(Pace, clock, cancellationToken);
        }
    }

    private async Task WriteLineAsync(HttpResponse response, Utf8JsonWriter json, StoredRecord record, CancellationToken cancellationToken)
    {
        document.Write(json, [record]);
        await json.FlushAsync(cancellationToken);
        json.Reset();
        response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
        response.BodyWriter.Advance(1);
    }
}
