using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Cruddur.Dashboard.Resources;

namespace Cruddur.Dashboard.Pages.Resources;

/// <summary>Streams a resource's console to its page, for as long as the page is open.</summary>
internal static class ConsoleEndpoints
{
    /// <summary>How many of the lines already written a page begins with.</summary>
    public const int Tail = 500;

    /// <summary>Maps <c>GET /resources/{name}/console/stream</c>: server-sent events, a line each; <c>lost</c> with the reason before the end.</summary>
    public static void MapConsole(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/resources/{name}/console/stream", (string name, ResourceFeedClient client, TimeProvider time, IHostApplicationLifetime life, CancellationToken aborted) =>
            TypedResults.ServerSentEvents(EventsAsync(name, client, time.LocalTimeZone, life.ApplicationStopping, aborted)));

    private static async IAsyncEnumerable<SseItem<ConsoleView>> EventsAsync(
        string name,
        ResourceFeedClient client,
        TimeZoneInfo zone,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The headers go with the first event, and a console may be silent for long.
        yield return new SseItem<ConsoleView>(new ConsoleView("", "", IsError: false, []), "connected");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var lines = client.ReadConsoleAsync(name, Tail, either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            var lost = "The host closed the stream.";
            try
            {
                if (await lines.MoveNextAsync())
                    lost = null;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
            {
                lost = exception is HttpRequestException { StatusCode: HttpStatusCode.NotFound }
                    ? $"The host has no resource named {name}."
                    : $"The host doesn't answer: {exception.Message}";
            }

            yield return lost is null
                ? new SseItem<ConsoleView>(ConsoleView.Of(lines.Current, zone))
                : new SseItem<ConsoleView>(new ConsoleView("", "", IsError: true, [new(lost, "")]), "lost");
            if (lost is not null)
                yield break;
        }
    }

    /// <summary>A line as console.js shows it.</summary>
    internal sealed record ConsoleView(string Time, string Iso, bool IsError, IReadOnlyList<AnsiRun> Runs)
    {
        public static ConsoleView Of(ConsoleLine line, TimeZoneInfo zone)
        {
            var local = TimeZoneInfo.ConvertTime(line.Time, zone);
            return new(local.ToString("HH:mm:ss.fff"), local.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz"), line.IsError, AnsiLine.Parse(line.Line));
        }
    }
}
