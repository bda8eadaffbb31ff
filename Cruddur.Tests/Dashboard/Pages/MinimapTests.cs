using Cruddur.Dashboard.Pages.Trace;
using Cruddur.Dashboard.Store;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class MinimapTests
{
    [Fact]
    public void Each_span_has_its_lane_in_the_colour_of_its_service_and_failed_ones_come_last() => Assert.Equal(
        [new("web", "M0 0.1h1000v.8h-1000z"), new("api", "M250 1.1h500v.8h-500z"), new(null, "M500 2.1h100v.8h-100z")],
        Minimap.Of(Waterfall.Of(
            [Span("a", null, 0, 100, "web"), Span("b", "a", 25, 75, "api"), Span("c", "b", 50, 60, "api") with { Status = SpanStatus.Error }], [])));

    [Fact]
    public void What_touches_in_a_lane_is_one_shape_so_that_any_number_of_spans_is_a_small_picture()
    {
        var spans = Enumerable.Range(0, 10_000).Select(i => Span($"{i}", "gone", i % 100, (i % 100) + 3)).ToList();

        var shapes = Assert.Single(Minimap.Of(Waterfall.Of(spans, [])));

        Assert.Equal(Minimap.MaxLanes, shapes.Path.Count(letter => letter == 'M'));
    }

    [Fact]
    public void A_trace_without_a_duration_is_a_mark() =>
        Assert.Equal([new("api", "M0 0.1h2v.8h-2z")], Minimap.Of(Waterfall.Of([Span("only", null, 5, 5)], [])));
}
