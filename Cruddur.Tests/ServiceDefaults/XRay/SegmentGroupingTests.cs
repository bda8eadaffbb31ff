using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class SegmentGroupingTests : IDisposable
{
    private readonly CaseSpans _spans = new();
    private readonly List<string> _emitted = [];
    private readonly OwnedClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SegmentGrouping _grouping;

    public SegmentGroupingTests() => _grouping = new SegmentGrouping(node => _emitted.Add(Shown(node)), _clock);

    [Fact]
    public void Span_waits_for_its_segment()
    {
        Add("GET /", ActivityKind.Server, "remote", 10);
        Add("outer", ActivityKind.Internal, "GET /", 5);
        Add("inner", ActivityKind.Internal, "outer", 4);
        Take("inner", "outer");
        Assert.Equal((0, 2), (_emitted.Count, _grouping.Waiting));
        Take("GET /");
        Assert.Equal(["GET /(outer(inner))"], _emitted);
        Assert.Equal(0, _grouping.Waiting);
    }

    [Fact]
    public void Spans_of_the_oldest_segment_go_out_when_too_many_wait()
    {
        for (var i = 0; i <= SegmentGrouping.MaxWaiting; i++)
        {
            Add($"GET /{i}", ActivityKind.Server, "remote", 10_000);
            Add($"span-{i}", ActivityKind.Internal, $"GET /{i}", 1);
            Take($"span-{i}");
        }

        Assert.Equal(["span-0"], _emitted);
        Assert.Equal(SegmentGrouping.MaxWaiting, _grouping.Waiting);
    }

    [Fact]
    public void Spans_whose_segment_came_before_them_go_out_at_once()
    {
        Add("GET /", ActivityKind.Server, "remote", 10);
        Add("overtaken", ActivityKind.Internal, "GET /", 10);
        _spans.Ended.ToList().ForEach(span => span.Stop());
        Take("GET /", "overtaken");
        Assert.Equal(["GET /", "overtaken"], _emitted);
        Assert.Equal(0, _grouping.Waiting);
    }

    [Fact]
    public void Spans_whose_segment_never_comes_go_out_by_time()
    {
        Add("GET /", ActivityKind.Server, "remote", 10);
        Add("lonely", ActivityKind.Internal, "GET /", 5);
        Take("lonely");
        _clock.Advance(SegmentGrouping.LongestWait - TimeSpan.FromSeconds(1));
        _grouping.Expire();
        Assert.Empty(_emitted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _grouping.Expire();
        Assert.Equal(["lonely"], _emitted);
    }

    [Fact]
    public void Spans_of_requests_that_outlast_the_service_go_out_at_its_end()
    {
        Add("GET /", ActivityKind.Server, "remote", 10);
        Add("outer", ActivityKind.Internal, "GET /", 5);
        Take("outer");
        _grouping.Complete();
        Assert.Equal(["outer"], _emitted);
    }

    [Fact]
    public async Task Segments_that_the_rules_dropped_are_counted_by_rule_and_not_sent()
    {
        using var dropped = new CaseSpans(recorded: false);
        dropped.Add("GET /", ActivityKind.Server, null, 0, 2).SetTag("aws.xray.sampling_rule_name", "Cruddur");
        dropped.Add("inner", ActivityKind.Internal, "GET /", 0, 1);
        using var accounts = new SinkAccounts();
        Assert.Empty(await XRayCase.DocumentsAsync(XRayCase.Settings, dropped.Ended, accounts));
        Assert.Equal(
            [new("X-Ray", "segments", DeliveryState.Created, "", 1), new("X-Ray", "segments", DeliveryState.SampledOut, "Cruddur", 1)],
            accounts.Of("X-Ray", "segments").Counts());
    }

    public void Dispose() => _spans.Dispose();

    private void Add(string name, ActivityKind kind, string parent, double end) => _spans.Add(name, kind, parent, 0, end);

    private void Take(params string[] names)
    {
        foreach (var name in names)
            _grouping.Add(_spans.Named(name));
    }

    private static string Shown(SpanNode node) =>
        node.Children.Count == 0 ? node.Span.OperationName : $"{node.Span.OperationName}({string.Join(' ', node.Children.Select(Shown))})";
}
