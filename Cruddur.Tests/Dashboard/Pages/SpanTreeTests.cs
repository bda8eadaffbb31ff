using Cruddur.Dashboard.Pages.Trace;
using Cruddur.Dashboard.Store;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class SpanTreeTests
{
    [Fact]
    public void Children_stand_under_their_parents_in_order_of_start_whatever_order_they_arrived_in()
    {
        var tree = Draw(
            Span("db2", "api", 6, 8), Span("api", "web", 2, 9), Span("render", "web", 9, 10), Span("db1", "api", 3, 5), Span("web", null, 0, 10));

        Assert.Equal(
            """
            web Root 2
              api Child 2
                db1 Child 0
                db2 Child 0
              render Child 0
            """,
            tree);
    }

    [Fact]
    public void Spans_whose_parent_has_not_arrived_stand_at_the_top_with_their_children() =>
        Assert.Equal(
            """
            root Root 0
            orphan Orphan 1
              child Child 0
            """,
            Draw(Span("root", null, 0, 9), Span("orphan", "missing", 1, 5), Span("child", "orphan", 2, 3)));

    [Fact]
    public void A_span_that_is_its_own_parent_stands_at_the_top() =>
        Assert.Equal(
            """
            self Looped 1
              child Child 0
            """,
            Draw(Span("self", "self", 0, 9), Span("child", "self", 1, 2)));

    [Fact]
    public void A_circle_is_cut_open_at_its_earliest_span() =>
        Assert.Equal(
            """
            root Root 0
            b Looped 1
              c Child 1
                a Child 0
            """,
            Draw(Span("a", "c", 3, 4), Span("b", "a", 1, 9), Span("c", "b", 2, 5), Span("root", null, 0, 9)));

    [Fact]
    public void A_span_id_that_was_sent_twice_is_shown_twice_with_its_children_under_the_first() =>
        Assert.Equal(
            """
            root Root 2
              twice Child 1
                child Child 0
              twice Child 0
            """,
            Draw(Span("root", null, 0, 9), Span("twice", "root", 1, 5), Span("twice", "root", 2, 5), Span("child", "twice", 3, 4)));

    [Fact]
    public void A_chain_deeper_than_any_stack_is_put_in_order()
    {
        var spans = Enumerable.Range(0, 100_000).Select(i => Span($"{i}", i == 0 ? null : $"{i - 1}", i, 200_000)).Reverse().ToList();

        var nodes = SpanTree.Order(spans);

        Assert.Equal(Enumerable.Range(0, 100_000), nodes.Select(node => node.Depth));
    }

    private static string Draw(params Span[] spans) => string.Join(
        Environment.NewLine,
        SpanTree.Order(spans).Select(node => $"{new string(' ', node.Depth * 2)}{node.Span.Name} {node.Place} {node.ChildCount}"));
}
