using Cruddur.Dashboard.Pages.Trace;
using Cruddur.Dashboard.Store;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class CriticalPathTests
{
    [Fact]
    public void The_path_leads_from_the_end_through_what_ended_last_before_to_the_start() => Assert.Equal(
        ["root 0-1", "first 1-4", "root 4-5", "second 5-9", "root 9-10"],
        Path(Span("root", null, 0, 10), Span("first", "root", 1, 4), Span("second", "root", 5, 9)));

    [Fact]
    public void What_ran_beside_something_that_took_longer_is_not_on_it() => Assert.Equal(
        ["root 0-1", "slow 1-9", "root 9-10"],
        Path(Span("root", null, 0, 10), Span("slow", "root", 1, 9), Span("quick", "root", 2, 5)));

    [Fact]
    public void Of_calls_that_overlap_the_one_is_on_it_that_had_ended_when_the_next_began() => Assert.Equal(
        ["root 0-6", "last 6-10"],
        Path(Span("root", null, 0, 10), Span("overlaps", "root", 1, 8), Span("last", "root", 6, 10)));

    [Fact]
    public void It_goes_down_into_children_of_children() => Assert.Equal(
        ["web 0-1", "api 1-3", "db 3-7", "api 7-8", "web 8-10"],
        Path(Span("web", null, 0, 10), Span("api", "web", 1, 8), Span("db", "api", 3, 7)));

    [Fact]
    public void Work_that_outlives_its_parent_is_waited_for_and_its_parent_until_it_began() => Assert.Equal(
        ["request 0-2", "query 2-4", "request 4-5", "background 5-30"],
        Path(Span("request", null, 0, 10), Span("query", "request", 2, 4), Span("background", "request", 5, 30)));

    [Fact]
    public void Work_in_the_background_that_ends_before_the_trace_but_after_its_parent_is_not_waited_for() => Assert.Equal(
        ["root 0-1", "request 1-4", "root 4-20"],
        Path(Span("root", null, 0, 20), Span("request", "root", 1, 4), Span("background", "request", 2, 9)));

    [Fact]
    public void A_page_load_around_the_server_span_that_is_its_parent_is_the_whole_path() => Assert.Equal(
        ["document load 70-400"],
        Path(Span("GET /", null, 100, 200, "web"), Span("document load", "GET /", 70, 400, "browser")));

    [Fact]
    public void A_server_whose_clock_is_ahead_is_waited_for_until_its_client_went_on() => Assert.Equal(
        ["root 0-1", "call 1-5", "serve 5-8", "root 8-10"],
        Path(
            Span("root", null, 0, 10),
            Span("call", "root", 1, 8) with { Kind = SpanKind.Client },
            Span("serve", "call", 5, 12, "other") with { Kind = SpanKind.Server },
            Span("late", null, 0, 9)));

    [Fact]
    public void A_child_whose_clock_is_behind_is_waited_for_from_its_parents_start_on() => Assert.Equal(
        ["root 0-5", "child 5-6", "call 6-7", "root 7-10"],
        Path(Span("root", null, 0, 10), Span("call", "root", 5, 7), Span("child", "call", 2, 6, "other"), Span("before", "call", 1, 4, "other")));

    [Fact]
    public void Parts_of_a_trace_without_a_common_root_follow_each_other() => Assert.Equal(
        ["orphan 0-4", "other 6-9"],
        Path(Span("orphan", "missing", 0, 4), Span("other", "gone", 6, 9)));

    [Fact]
    public void Circles_twins_and_spans_of_no_or_endless_duration_have_a_path_that_never_overlaps()
    {
        var spans = new List<Span>
        {
            Span("a", "c", 3, 9), Span("b", "a", 1, 9), Span("c", "b", 2, 5), Span("self", "self", 0, 12), Span("twice", "self", 1, 5),
            Span("twice", "self", 2, 11), Span("none", "self", 12, 12), Span("back", "self", 9, 1),
            Span("endless", "self", 4, 4) with { EndNanos = long.MaxValue },
        };

        var nodes = SpanTree.Order(spans);
        var parts = CriticalPath.Of(nodes).SelectMany(node => node).OrderBy(part => part.StartNanos).ToList();

        Assert.Equal(long.MaxValue, parts[^1].EndNanos);
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.True(pair.First.EndNanos <= pair.Second.StartNanos));
    }

    [Fact]
    public void A_chain_deeper_than_any_stack_has_a_path()
    {
        var spans = Enumerable.Range(0, 100_000).Select(i => Span($"{i}", i == 0 ? null : $"{i - 1}", i, 200_000 - i)).ToList();

        Assert.Equal(100_000, CriticalPath.Of(SpanTree.Order(spans)).Count);
    }

    [Fact]
    public void Without_spans_there_is_none() => Assert.Empty(CriticalPath.Of([]));

    private static IEnumerable<string> Path(params Span[] spans)
    {
        var nodes = SpanTree.Order(spans);
        return CriticalPath.Of(nodes)
            .SelectMany(node => node.Select(part => (nodes[node.Key].Span.Name, Part: part)))
            .OrderBy(part => part.Part.StartNanos)
            .Select(part => $"{part.Name} {part.Part.StartNanos / 1_000_000}-{part.Part.EndNanos / 1_000_000}");
    }
}
