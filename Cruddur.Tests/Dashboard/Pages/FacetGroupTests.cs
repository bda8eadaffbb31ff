using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class FacetGroupTests
{
    [Fact]
    public void A_value_adds_itself_to_the_query_and_takes_itself_away() => Assert.Equal(
        [new("service", true, [new("api", 8, 100, "duration>1s", true), new("web app", 2, 25, "service=api duration>1s service=\"web app\"", false)])],
        Groups("service=api duration>1s", new Facet(new(FieldKind.Service), [new("api", 8), new("web app", 2)])),
        Same);

    [Fact]
    public void Attributes_are_closed_unless_the_query_names_one_of_their_values()
    {
        var facet = new Facet(new(FieldKind.Attribute, "db.system.name"), [new("sqlite", 3)]);

        Assert.False(Groups("", facet)[0].IsOpen);
        Assert.True(Groups("db.system.name=sqlite", facet)[0].IsOpen);
    }

    [Fact]
    public void A_value_too_long_for_an_address_is_none() =>
        Assert.Empty(Groups("", new Facet(new(FieldKind.Name), [new(new string('x', 301), 3)]))[0].Values);

    private static IReadOnlyList<FacetGroup> Groups(string query, params Facet[] facets) => FacetGroup.Of(facets, query, line => line);

    private static bool Same(FacetGroup one, FacetGroup other) =>
        (one.Name, one.IsOpen) == (other.Name, other.IsOpen) && one.Values.SequenceEqual(other.Values);
}
