using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Cruddur.Dashboard.Resources;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Live;

/// <summary>Tells an open page that there is something new to read: server-sent events with nothing but a version in them.</summary>
internal static class LiveEndpoints
{
    /// <summary>A page is told at most this often, however much arrives.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Maps <c>GET /live/telemetry</c> and <c>GET /live/resources</c>.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/telemetry", (long since, TelemetryNews news, TimeProvider time, IHostApplicationLifetime life, CancellationToken aborted) =>
            TypedResults.ServerSentEvents(VersionsAsync(since, () => news.Version, news.WaitAsync, time, life.ApplicationStopping, aborted)));
        routes.MapGet("/live/resources", (long since, ResourceFeed feed, TimeProvider time, IHostApplicationLifetime life, CancellationToken aborted) =>
            TypedResults.ServerSentEvents(VersionsAsync(
                since, () => feed.State.Version, async (seen, stop) => (await feed.WaitAsync(seen, stop)).Version, time, life.ApplicationStopping, aborted)));
    }

    private static async IAsyncEnumerable<SseItem<long>> VersionsAsync(
        long since,
        Func<long> current,
        Func<long, CancellationToken, Task<long>> wait,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The headers go with the first event, and only then does the browser know that it is connected.
        yield return new SseItem<long>(current(), "connected");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        // A page of the run before knows a version of that run: whatever differs is news.
        var seen = current() == since ? since : long.MinValue;
        while (true)
        {
            try
            {
                seen = await wait(seen, either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return new SseItem<long>(seen);
            await Task.Delay(Pace, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
