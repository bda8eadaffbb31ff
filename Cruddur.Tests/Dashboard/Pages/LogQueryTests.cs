using Cruddur.Dashboard.Pages.Logs;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class LogQueryTests
{
    private static readonly Field Template = new(FieldKind.Attribute, LogFacets.TemplateKey);

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData("  pay  ", null, null, null, "pay")]
    [InlineData("pay", "my shop", null, null, "pay service=\"my shop\"")]
    [InlineData("service=api", "api", null, null, "service=api")]
    [InlineData("a OR b", "api", "Warning", null, "(a OR b) service=api level>=warning")]
    [InlineData(null, null, "trace", null, "")]
    [InlineData(null, null, "loud", null, "")]
    [InlineData(null, null, null, "1-6b000fcf-eda5ba959f39fe0ce9a83d01", "trace=6b000fcfeda5ba959f39fe0ce9a83d01")]
    public void Filters_of_other_pages_links_become_terms_of_the_query_line(string? text, string? service, string? severity, string? trace, string line) =>
        Assert.Equal(line, LogQuery.Read(text, service, severity, trace, null, null, null).Text);

    [Fact]
    public void The_address_says_what_is_shown_and_is_read_back()
    {
        var query = new LogQuery("level=error \"a b\"", 3, LogOrder.Tail, 17);

        Assert.Equal("logs?q=level%3Derror%20%22a%20b%22&run=3&order=tail&before=17", query.Href);
        Assert.Equal(query, LogQuery.Read("level=error \"a b\"", null, null, null, "3", "tail", "17"));
        Assert.Equal("logs", new LogQuery("").Href);
    }

    [Theory]
    [InlineData("trace=6b000fcfeda5ba959f39fe0ce9a83d01", "6b000fcfeda5ba959f39fe0ce9a83d01")]
    [InlineData("pay trace=6b000fcfeda5ba959f39fe0ce9a83d01", "6b000fcfeda5ba959f39fe0ce9a83d01")]
    [InlineData("trace:6b00", null)]
    [InlineData("trace!=6b000fcfeda5ba959f39fe0ce9a83d01", null)]
    [InlineData("pay OR trace=6b000fcfeda5ba959f39fe0ce9a83d01", null)]
    public void A_trace_that_every_record_must_belong_to_is_looked_up(string line, string? trace) => Assert.Equal(
        trace, new LogQuery(line).ToFilter(QueryReader.Read(line, QueryTarget.Logs, DateTimeOffset.UnixEpoch).Condition).TraceId);

    [Fact]
    public void A_value_leads_to_the_list_with_it_without_it_and_without_the_filter()
    {
        var facet = new Facet(Template, [new("Paid {Amount} of \"{Shop}\"", 4), new("Sold", 2)]);
        var query = new LogQuery("pay \"{OriginalFormat}\"=Sold", Before: 9);

        var choices = Assert.Single(LogFacets.Of([facet], query)).Values;

        Assert.Equal(
            [("Paid {Amount} of \"{Shop}\"", 4L, false), ("Sold", 2, true)], choices.Select(choice => (choice.Text, choice.Count, choice.IsActive)));
        Assert.Equal(new LogQuery("""pay "{OriginalFormat}"=Sold {OriginalFormat}="Paid {Amount} of \"{Shop}\"" """.Trim()).Href, choices[0].Href);
        Assert.Equal(new LogQuery("pay").Href, choices[1].Href);
        Assert.Equal([new LogQuery("pay \"{OriginalFormat}\"=Sold -{OriginalFormat}=\"Paid {Amount} of \\\"{Shop}\\\"\"").Href, null], choices.Select(choice => choice.ExcludeHref));
    }

    [Fact]
    public void Levels_stand_first_and_by_their_names_and_ids_are_left_out()
    {
        var facets = LogFacets.Of(
            [
                new(new(FieldKind.Service), [new("api", 5)]), new(new(FieldKind.Level), [new("9", 3), new("10", 1), new("17", 1)]),
                new(new(FieldKind.Attribute, "id"), [new("a", 1), new("b", 1), new("c", 1), new("d", 1)]),
                new(new(FieldKind.Attribute, "count"), [new("7", 2)]), new(Template, [new("T", 5)]),
            ], new LogQuery(""));

        Assert.Equal([("level", true), ("service", true), ("template", true), ("count", false)], facets.Select(facet => (facet.Name, facet.IsOpen)));
        Assert.Equal([("information", 4L), ("error", 1)], facets[0].Values.Select(choice => (choice.Text, choice.Count)));
    }
}
