using Cruddur.Dashboard.Pages.Trace;
using Cruddur.Dashboard.Store;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class WaterfallFoldTests
{
    private static readonly Dictionary<string, int> Nothing = [];

    [Fact]
    public void A_small_trace_stands_there_as_a_whole() => Assert.Equal(
        ["root", "child", "grandchild", "other"],
        Lines([Span("root", null, 0, 9), Span("child", "root", 1, 5), Span("grandchild", "child", 2, 3), Span("other", "root", 6, 7)]));

    [Fact]
    public void Of_many_siblings_the_first_are_shown_and_the_others_counted_with_what_is_below_them_and_what_failed()
    {
        var lines = Lines(
        [
            .. Siblings(100), Span("below", "child 90", 90, 91), Span("failed", "below", 90, 91) with { Status = SpanStatus.Error },
        ]);

        Assert.Equal(WaterfallFold.GroupSize + 2, lines.Count);
        Assert.Equal("42 more under root from 60, 1 failed", lines[^1]);
    }

    [Fact]
    public void A_group_that_was_asked_for_is_shown_from_there_on_with_ways_to_both_sides()
    {
        var lines = Lines([.. Siblings(1_000)], opened: new() { ["root"] = 400 });

        Assert.Equal(["root", "400 more under root from 100", "child 400"], lines.Take(3));
        Assert.Equal(["child 699", "300 more under root from 700"], lines.TakeLast(2));
    }

    [Fact]
    public void Many_spans_without_a_parent_are_a_group_too() => Assert.Equal(
        "20 more under  from 60", Lines([.. Enumerable.Range(0, 80).Select(i => Span($"orphan {i}", "gone", i, i + 1))])[^1]);

    [Fact]
    public void The_span_that_is_looked_at_is_there_with_all_above_it_wherever_it_is()
    {
        var lines = Lines([.. Siblings(1_000), Span("below", "child 800", 800, 801), Span("deep", "below", 800, 801)], selected: "deep");

        Assert.Equal(["740 more under root from 500", "child 800", "below", "deep", "199 more under root from 801"], lines.TakeLast(5));
    }

    [Fact]
    public void What_is_looked_for_is_there_with_all_above_it_and_nothing_else() => Assert.Equal(
        ["root", "70 more under root from 0", "child 70", "29 more under root from 71"],
        Lines([.. Siblings(100)], isWanted: row => row.Span.Name == "child 70"));

    [Fact]
    public void In_a_part_of_the_time_there_is_what_lies_in_it_and_what_leads_to_that() => Assert.Equal(
        ["root", "early", "late", "also late"],
        Lines(
            [Span("root", null, 0, 90), Span("early", "root", 1, 9), Span("late", "early", 40, 50), Span("before", "root", 2, 3), Span("also late", "root", 59, 80)],
            window: new(30_000_000, 60_000_000)));

    [Fact]
    public void Ten_thousand_spans_of_any_form_are_a_page()
    {
        var deep = Enumerable.Range(0, 10_000).Select(i => Span($"{i}", i == 0 ? null : $"{i - 1}", i, 20_000)).ToList();
        var wide = Siblings(9_999).ToList();
        var both = Enumerable.Range(0, 10_000).Select(i => Span($"{i}", i == 0 ? null : $"{(i - 1) / 10}", i, 20_000)).ToList();

        Assert.All([deep, wide, both], spans =>
        {
            var lines = WaterfallFold.Of(Waterfall.Of(spans, []).Rows, null, null, Nothing);

            Assert.InRange(lines.Count(line => line.Row is not null), 1, WaterfallFold.MaxRows);
            Assert.InRange(lines.Count, 1, 2 * WaterfallFold.MaxRows);
            Assert.Equal(10_000, lines.Sum(line => line.Skipped?.SpanCount ?? 1));
        });
    }

    private static IEnumerable<Span> Siblings(int count) =>
        [Span("root", null, 0, count), .. Enumerable.Range(0, count).Select(i => Span($"child {i}", "root", i, i + 1))];

    private static List<string> Lines(
        IReadOnlyList<Span> spans, string? selected = null, Func<WaterfallRow, bool>? isWanted = null, Dictionary<string, int>? opened = null, TimeWindow? window = null) =>
    [
        .. WaterfallFold.Of(Waterfall.Of(spans, [], _ => window).Rows, selected, isWanted, opened ?? Nothing).Select(line => line.Skipped is { } skipped
            ? $"{skipped.SpanCount} more under {skipped.ParentId} from {skipped.Skip}{(skipped.ErrorCount > 0 ? $", {skipped.ErrorCount} failed" : "")}"
            : line.Row!.Span.Name)
    ];
}
