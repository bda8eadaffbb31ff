using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Cruddur.Tests.Api;

/// <summary>What our own sources and the server's recorded in one trace; other tests' traces are left out.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ActivityTraceId _traceId = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public string TraceId => _traceId.ToHexString();

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" || source.Name.StartsWith("Cruddur.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == _traceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _traceId)
                    _ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Sends a request as part of this trace and answers once the server's span has ended.</summary>
    public async Task SendAsync(ApiApplication api, HttpMethod method, string path, HttpContent? content = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var client = api.CreateClient();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("traceparent", $"00-{_traceId}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
        SpinWait.SpinUntil(() => _ended.Any(span => span.Kind == ActivityKind.Server), TimeSpan.FromSeconds(10));
    }

    /// <summary>One line a span under the server's, children indented under their parents; of the database's, the name and the rows.</summary>
    public string Tree()
    {
        var server = _ended.Single(span => span.Kind == ActivityKind.Server);
        return string.Join('\n', Lines(server, depth: 0));
    }

    public string? ServerTag(string name) => _ended.Single(span => span.Kind == ActivityKind.Server).GetTagItem(name)?.ToString();

    /// <summary>The names of the events on the server's span.</summary>
    public IEnumerable<string> ServerEvents => _ended.Single(span => span.Kind == ActivityKind.Server).Events.Select(e => e.Name);

    public void Dispose() => _listener.Dispose();

    private IEnumerable<string> Lines(Activity span, int depth)
    {
        if (depth > 0)
            yield return new string(' ', (depth - 1) * 2) + span.OperationName + string.Concat(Tags(span).Select(tag => $" {tag.Key}={tag.Value}"));
        var children = _ended.Where(child => child.ParentSpanId == span.SpanId).OrderBy(child => child.StartTimeUtc);
        foreach (var line in children.SelectMany(child => Lines(child, depth + 1)))
            yield return line;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Tags(Activity span) =>
        span.TagObjects.Where(tag => span.Kind != ActivityKind.Client || tag.Key is "db.system.name" or "db.response.returned_rows");
}
