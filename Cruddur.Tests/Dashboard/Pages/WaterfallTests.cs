using Cruddur.Dashboard.Pages.Trace;
using Microsoft.Extensions.Logging;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class WaterfallTests
{
    [Fact]
    public void Bars_lie_where_their_spans_lie_in_the_trace()
    {
        var waterfall = Waterfall.Of([Span("web", null, 1000, 1200), Span("api", "web", 1050, 1150), Span("db", "api", 1100, 1110)], []);

        Assert.Equal((1_000_000_000, 200_000_000), (waterfall.StartNanos, waterfall.DurationNanos));
        Assert.Equal([("web", 0, 100), ("api", 25, 50), ("db", 50, 5)], Bars(waterfall));
    }

    [Fact]
    public void A_bar_too_short_to_be_seen_is_widened_and_stays_within_the_trace()
    {
        var waterfall = Waterfall.Of([Span("root", null, 0, 100_000), Span("first", "root", 0, 0), Span("last", "root", 100_000, 100_000)], []);

        Assert.Equal([("root", 0, 100), ("first", 0, 0.25), ("last", 99.75, 0.25)], Bars(waterfall));
    }

    [Fact]
    public void A_trace_without_a_duration_can_be_drawn()
    {
        var waterfall = Waterfall.Of([Span("only", null, 5, 5)], [Log("only", 5, 9)]);

        Assert.Equal([("only", 0, 0.25)], Bars(waterfall));
        Assert.Equal([new LogMark(0, LogLevel.Information)], waterfall.Rows[0].LogMarks);
    }

    [Fact]
    public void A_span_that_ends_before_it_starts_has_no_length() =>
        Assert.Equal([("root", 0, 100), ("back", 50, 0.25)], Bars(Waterfall.Of([Span("root", null, 0, 100), Span("back", "root", 50, 10)], [])));

    [Fact]
    public void A_child_in_another_process_that_starts_before_its_parent_shows_how_far_the_clocks_differ()
    {
        var waterfall = Waterfall.Of(
            [Span("web", null, 100, 200, "web"), Span("api", "web", 70, 150, "api"), Span("early", "web", 90, 120, "web")], []);

        Assert.Equal(
            [("web", 0), ("api", 30_000_000), ("early", 0)],
            waterfall.Rows.Select(row => (row.Span.Name, row.SkewNanos)));
    }

    [Fact]
    public void A_page_load_around_the_server_span_that_is_its_parent_is_no_difference_of_clocks()
    {
        var waterfall = Waterfall.Of([Span("GET /", null, 100, 200, "web"), Span("document load", "GET /", 70, 400, "browser")], []);

        Assert.Equal([0, 0], waterfall.Rows.Select(row => row.SkewNanos));
    }

    [Fact]
    public void Logs_are_marked_on_their_own_span_at_their_time()
    {
        var waterfall = Waterfall.Of(
            [Span("web", null, 0, 100), Span("api", "web", 20, 80)],
            [Log("api", 50, 17), Log("api", 20, 5), Log("elsewhere", 30, 9), Log(null, 40, 9), Log("web", 5000, 13)]);

        Assert.Equal([new LogMark(100, LogLevel.Warning)], waterfall.Rows[0].LogMarks);
        Assert.Equal([new LogMark(50, LogLevel.Error), new LogMark(20, LogLevel.Debug)], waterfall.Rows[1].LogMarks);
    }

    [Fact]
    public void In_a_part_of_the_trace_bars_are_cut_at_its_ends_and_what_lies_outside_has_none()
    {
        var waterfall = Waterfall.Of(
            [Span("root", null, 0, 100), Span("in", "root", 50, 60), Span("before", "root", 10, 20)],
            [Log("root", 10, 9), Log("root", 60, 9)],
            _ => new(40_000_000, 80_000_000));

        Assert.Equal([("root", 0, 100), ("in", 25, 25)], Bars(waterfall with { Rows = [.. waterfall.Rows.Where(row => row.IsOnAxis)] }));
        Assert.Equal([new LogMark(50, LogLevel.Information)], waterfall.Rows[0].LogMarks);
        Assert.Equal([40_000_000, 50_000_000, 60_000_000, 70_000_000, 80_000_000], waterfall.Ticks().Select(tick => tick.Nanos));
        Assert.Equal([new AxisPart(0, 25), new AxisPart(50, 50)], waterfall.OnAxis(waterfall.Rows[0].Own));
    }

    [Theory]
    [InlineData(0, 10, LabelSide.After)]
    [InlineData(90, 100, LabelSide.Before)]
    [InlineData(10, 95, LabelSide.Inside)]
    public void A_duration_stands_where_there_is_room_for_it(long start, long end, LabelSide side) =>
        Assert.Equal(side, Waterfall.Of([Span("root", null, 0, 100), Span("span", "root", start, end)], []).Rows[1].Label);

    [Fact]
    public void The_axis_is_cut_into_even_steps() =>
        Assert.Equal(
            [new AxisTick(0, 0), new AxisTick(25, 2_000_000), new AxisTick(50, 4_000_000), new AxisTick(75, 6_000_000), new AxisTick(100, 8_000_000)],
            Waterfall.Of([Span("root", null, 0, 8)], []).Ticks());

    private static IEnumerable<(string Name, double Offset, double Width)> Bars(Waterfall waterfall) =>
        waterfall.Rows.Select(row => (row.Span.Name, row.Offset, row.Width));
}
