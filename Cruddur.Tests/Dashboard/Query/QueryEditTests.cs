using Cruddur.Dashboard.Query;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class QueryEditTests
{
    [Theory]
    [InlineData("", "service=web", "service=web")]
    [InlineData("  a  ", "service=web", "a service=web")]
    [InlineData("service=web a", "service=web", "service=web a")]
    [InlineData("service = \"web\"", "service=web", "service = \"web\"")]
    [InlineData("service!=web", "-service=web", "service!=web")]
    [InlineData("-service=web", "service=web", "-service=web service=web")]
    [InlineData("a OR b", "service=web", "(a OR b) service=web")]
    [InlineData("a OR service=web", "service=web", "(a OR service=web) service=web")]
    [InlineData("level>=warning", "level>=error", "level>=warning level>=error")]
    [InlineData("\"level\"=warning", "level=warning", "\"level\"=warning level=warning")]
    [InlineData("(broken", "a=b", "(broken a=b")]
    public void A_term_is_added_unless_it_is_there(string query, string term, string with) => Assert.Equal(with, QueryEdit.With(query, term));

    [Theory]
    [InlineData("service=web", "service=web", "")]
    [InlineData(" a  service=web   \"b c\" ", "service=web", "a \"b c\"")]
    [InlineData("a AND service=web AND duration > 1s", "service=web", "a duration > 1s")]
    [InlineData("service==web service=web", "service=\"web\"", "")]
    [InlineData("a OR service=web", "service=web", "a OR service=web")]
    [InlineData("(a OR b) -c", "-c", "(a OR b)")]
    [InlineData(" a ", "b", "a")]
    [InlineData("key:* key:\"*\"", "key:*", "key:\"*\"")]
    [InlineData("(broken", "broken", "(broken")]
    public void A_term_is_taken_away_where_all_of_the_line_needs_it(string query, string term, string without) =>
        Assert.Equal(without, QueryEdit.Without(query, term));

    [Fact]
    public void Names_that_are_written_are_found_again()
    {
        string[] keys = ["http.route", "name", "level", "service", "resource.x", "event.x", "odd key", "\"quoted\"", "", "-", "OR", "a:b", "a\\b"];
        var fields = keys.SelectMany(key => new Field[] { new(FieldKind.Attribute, key), new(FieldKind.ResourceAttribute, key) })
            .Concat(FieldNames.Own(QueryTarget.Spans).Select(name => FieldNames.Find(name, QueryTarget.Spans)));
        Assert.All(fields, field => Assert.Equal(field, FieldNames.Find(FieldNames.Of(field), QueryTarget.Spans)));
        Assert.Equal(new Field(FieldKind.Level), FieldNames.Find("level", QueryTarget.Logs));
    }
}
