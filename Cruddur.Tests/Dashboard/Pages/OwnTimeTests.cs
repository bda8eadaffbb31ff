using Cruddur.Dashboard.Pages.Trace;
using Cruddur.Dashboard.Store;
using static Cruddur.Tests.Dashboard.Pages.TraceSpans;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class OwnTimeTests
{
    [Fact]
    public void What_no_child_ran_in_is_the_spans_own() => Assert.Equal(
        ["10-12", "15-20", "28-30"], Own(Span("span", null, 10, 30), Span("a", "span", 12, 15), Span("b", "span", 20, 26), Span("c", "span", 24, 28)));

    [Fact]
    public void Children_beyond_its_ends_take_no_more_than_it_has() => Assert.Equal(
        ["14-18"], Own(Span("span", null, 10, 20), Span("early", "span", 2, 14), Span("late", "span", 18, 40), Span("after", "span", 50, 60)));

    [Fact]
    public void A_child_within_another_takes_nothing_from_it_twice() => Assert.Equal(
        ["0-1", "9-10"], Own(Span("span", null, 0, 10), Span("long", "span", 1, 9), Span("short", "span", 2, 3)));

    [Fact]
    public void A_span_that_ends_before_it_starts_has_none() => Assert.Empty(Own(Span("span", null, 10, 5), Span("child", "span", 6, 7)));

    private static IEnumerable<string> Own(Span span, params Span[] children) =>
        OwnTime.Of(span, children).Select(stretch => $"{stretch.StartNanos / 1_000_000}-{stretch.EndNanos / 1_000_000}");
}
