using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cruddur.Tests.EndToEnd;

/// <summary>Reads a dashboard's telemetry as any of its users would: over its read API, with its token.</summary>
internal sealed class TelemetryApi : IDisposable
{
    private readonly HttpClient _client;

    public TelemetryApi(Uri dashboard, string token)
    {
        _client = new HttpClient { BaseAddress = dashboard, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Add("x-api-key", token);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The first span that fits, of those stored already and those that come.</summary>
    public async Task<SeenSpan> SpanAsync(string query, Func<SeenSpan, bool> fits, CancellationToken cancellationToken)
    {
        await foreach (var span in SpansAsync(query, cancellationToken))
        {
            if (fits(span))
            {
                return span;
            }
        }

        throw new InvalidOperationException($"The stream of spans for '{query}' ended before one fitted.");
    }

    /// <summary>The spans of one trace, once there are enough for <paramref name="whole"/>.</summary>
    public async Task<IReadOnlyList<SeenSpan>> TraceAsync(
        string traceId, Func<IReadOnlyList<SeenSpan>, bool> whole, CancellationToken cancellationToken)
    {
        var spans = new List<SeenSpan>();
        try
        {
            await foreach (var span in SpansAsync($"traceId={traceId}", cancellationToken))
            {
                spans.Add(span);
                if (whole(spans))
                {
                    return spans;
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new InvalidOperationException($"Trace {traceId} is not whole. It has:\n{string.Join('\n', spans)}", late);
        }

        throw new InvalidOperationException($"The stream of trace {traceId} ended with:\n{string.Join('\n', spans)}");
    }

    /// <summary>The first log line of a trace that fits.</summary>
    public async Task<SeenLog> LogAsync(string traceId, Func<SeenLog, bool> fits, CancellationToken cancellationToken)
    {
        await foreach (var line in FollowAsync($"/api/telemetry/logs?traceId={traceId}", cancellationToken))
        {
            if (SeenLog.In(line).FirstOrDefault(fits) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The stream of logs of trace {traceId} ended before one fitted.");
    }

    /// <summary>The status of an answer, for those that must be refused.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(path, cancellationToken);
        return answer.StatusCode;
    }

    private async IAsyncEnumerable<SeenSpan> SpansAsync(string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in FollowAsync($"/api/telemetry/spans?{query}", cancellationToken))
        {
            foreach (var span in SeenSpan.In(line))
            {
                yield return span;
            }
        }
    }

    private async IAsyncEnumerable<JsonElement> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync($"{path}&follow=true", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line);
                yield return document.RootElement.Clone();
            }
        }
    }
}
