using System.Diagnostics;
using System.Text.Json;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>Makes real, ended activities of a case's spans. Times are milliseconds after 2026-01-01; a parent is another span's name, <c>remote</c>, <c>local</c> or <c>unseen</c>.</summary>
internal sealed class CaseSpans : IDisposable
{
    public const string TraceId = "5759e988bd862e3fe1be46a994272793";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ActivitySource _source = new($"CaseSpans.{Guid.NewGuid()}");
    private readonly ActivityListener _listener;
    private readonly List<(Activity Span, double End)> _spans = [];

    public CaseSpans(bool recorded = true)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => recorded ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Ended => [.. _spans.OrderBy(span => span.End).Select(span => span.Span)];

    public Activity Named(string name) => _spans.FindLast(span => span.Span.OperationName == name).Span;

    public Activity Add(string name, ActivityKind kind, string? parent, double start, double end, IEnumerable<ActivityLink>? links = null)
    {
        Activity.Current = parent is null ? null : _spans.Find(other => other.Span.OperationName == parent).Span;
        var context = parent switch
        {
            "remote" => Context("53995c3f42cd8ad8", isRemote: true),
            "local" => Context("53995c3f42cd8ad8", isRemote: false),
            "unseen" => Context(TraceId[16..], isRemote: true),
            _ => default,
        };
        var span = _source.StartActivity(kind, context, tags: null, links, Epoch.AddMilliseconds(start), name)!;
        span.SetEndTime(Epoch.AddMilliseconds(end).UtcDateTime);
        _spans.Add((span, end));
        Activity.Current = null;
        return span;
    }

    public void AddAll(JsonElement spans)
    {
        foreach (var span in spans.EnumerateArray())
            Add(span);
        foreach (var span in Ended)
            span.Stop();
        Activity.Current = null;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    private void Add(JsonElement given)
    {
        var activity = Add(
            given.GetProperty("name").GetString()!, Enum.Parse<ActivityKind>(Text(given, "kind") ?? "Internal"), Text(given, "parent"),
            given.GetProperty("start").GetDouble(), given.GetProperty("end").GetDouble(),
            given.TryGetProperty("links", out var links) ? links.EnumerateArray().Select(link => new ActivityLink(Context(link.GetString()!, isRemote: true))) : null);
        foreach (var tag in Tags(given, "tags"))
            activity.SetTag(tag.Key, tag.Value);
        if (given.TryGetProperty("events", out var events))
        {
            foreach (var occurrence in events.EnumerateArray())
                activity.AddEvent(new ActivityEvent(occurrence.GetProperty("name").GetString()!, Epoch.AddMilliseconds(1), [.. Tags(occurrence, "tags")]));
        }

        if (Text(given, "error") is { } error)
            activity.SetStatus(ActivityStatusCode.Error, error);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Tags(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var tags) ? tags.EnumerateObject().Select(tag => new KeyValuePair<string, object?>(tag.Name, Value(tag.Value))) : [];

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt32(out var whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        // A text of several lines.
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Array) => string.Join('\n', value.EnumerateArray().Select(line => line[0].GetString())),
        JsonValueKind.Array => value.EnumerateArray().Select(item => item.GetString()).ToArray(),
        _ => null,
    };

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ActivityContext Context(string spanId, bool isRemote) =>
        new(ActivityTraceId.CreateFromString(TraceId), ActivitySpanId.CreateFromString(spanId), ActivityTraceFlags.Recorded, isRemote: isRemote);
}
