using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Components;

/// <summary>A field beside a list, with its most frequent values as links that add them to the query or take them away.</summary>
/// <param name="Name">The field's name in a query line.</param>
/// <param name="IsOpen">Whether the values are shown at first.</param>
/// <param name="Values">The values.</param>
public sealed record FacetGroup(string Name, bool IsOpen, IReadOnlyList<FacetLink> Values)
{
    /// <summary>The groups of facets. The records' own fields are open, and whatever the query names.</summary>
    /// <param name="facets">What was counted.</param>
    /// <param name="query">The query line as it is.</param>
    /// <param name="hrefOf">The address of the list with another query line.</param>
    /// <param name="canExclude">Whether a value leads to the list without it, too.</param>
    internal static IReadOnlyList<FacetGroup> Of(IReadOnlyList<Facet> facets, string query, Func<string, string> hrefOf, bool canExclude = false)
    {
        return [.. facets.Select(Group)];

        FacetGroup Group(Facet facet)
        {
            var most = Math.Max(1, facet.Values.Select(value => value.Count).DefaultIfEmpty().Max());
            var links = facet.Values.Where(value => value.Text.Length is > 0 and <= FacetLink.MaxLength).Select(value =>
            {
                var term = QueryWriter.Term(facet.Field, value.Text);
                var isActive = QueryEdit.Has(query, term);
                var line = isActive ? QueryEdit.Without(query, term) : QueryEdit.With(query, term);
                return new FacetLink(QueryWriter.Value(facet.Field, value.Text), value.Count, 100d * value.Count / most, hrefOf(line), isActive)
                {
                    ExcludeHref = canExclude && !isActive ? hrefOf(QueryEdit.With(query, $"-{term}")) : null,
                };
            }).ToList();
            return new(FieldNames.Of(facet.Field), facet.Field.Kind != FieldKind.Attribute || links.Exists(link => link.IsActive), links);
        }
    }
}

/// <summary>A value beside a list.</summary>
/// <param name="Text">The value.</param>
/// <param name="Count">How many of the records that were looked at have it.</param>
/// <param name="Share">How many they are beside the most frequent value of the field, in percent.</param>
/// <param name="Href">The list with it, or without it where it is active.</param>
/// <param name="IsActive">Whether the query asks for it.</param>
public sealed record FacetLink(string Text, long Count, double Share, string Href, bool IsActive)
{
    /// <summary>A longer value is no filter, but makes an address that servers refuse.</summary>
    internal const int MaxLength = 300;

    /// <summary>The list without the records that have it; null where there is no such list.</summary>
    public string? ExcludeHref { get; init; }
}
