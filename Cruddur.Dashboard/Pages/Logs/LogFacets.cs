using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Logs;

/// <summary>The values beside the list of log records, in the order in which one looks for them.</summary>
internal static class LogFacets
{
    /// <summary>The attribute under which .NET's loggers send the message before its values were put in.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    // Of a field whose values are all different, as ids are, the first few say nothing.
    private const int FewValues = 3;

    private static readonly Field Template = new(FieldKind.Attribute, TemplateKey);

    /// <summary>Makes what was counted into links of the list.</summary>
    public static IReadOnlyList<FacetGroup> Of(IEnumerable<Facet> facets, LogQuery query)
    {
        var shown = facets.Where(facet => !IsId(facet)).OrderBy(facet => Rank(facet.Field)).Select(ByLevel).ToList();
        return [.. FacetGroup.Of(shown, query.Text, query.HrefOf, canExclude: true)
            .Zip(shown, (group, facet) => facet.Field == Template ? group with { Name = "template", IsOpen = true } : group)];
    }

    private static bool IsId(Facet facet) =>
        facet.Field.Kind == FieldKind.Attribute && facet.Field != Template && facet.Values.Count > FewValues && facet.Values.All(value => value.Count == 1);

    // A level has four numbers, and one name.
    private static Facet ByLevel(Facet facet) => facet.Field.Kind != FieldKind.Level
        ? facet
        : facet with { Values = [.. facet.Values.GroupBy(value => QueryWriter.Value(facet.Field, value.Text)).Select(same => new FacetValue(same.Key, same.Sum(value => value.Count)))] };

    private static int Rank(Field field) => field switch
    {
        { Kind: FieldKind.Level } => 0,
        { Kind: FieldKind.Service } => 1,
        _ when field == Template => 2,
        { Kind: FieldKind.Scope } => 3,
        _ => 4,
    };
}
