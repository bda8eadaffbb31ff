using Cruddur.Dashboard.Query.Language;

namespace Cruddur.Dashboard.Query;

/// <summary>Adds terms to query lines and takes them away; what else stands there stays as it was written.</summary>
internal static class QueryEdit
{
    /// <summary>The line with a term that must hold too; a line that needs it already stays as it is.</summary>
    public static string With(string query, string term)
    {
        var whole = query.Trim();
        if (whole.Length == 0 || Has(whole, term))
            return whole.Length == 0 ? term : whole;
        return Parse(whole) is { AreAlternatives: true } ? $"({whole}) {term}" : $"{whole} {term}";
    }

    /// <summary>The line without a term that all of it needs.</summary>
    public static string Without(string query, string term) => Has(query, term) && Parse(query) is { } parts && Parse(term) is { } gone
        ? string.Join(' ', parts.Parts.Where(part => !part.Condition.Equals(gone.Condition)).Select(part => query[part.From..part.To]))
        : query.Trim();

    /// <summary>Whether a term, however it is written, is one that all of the line needs.</summary>
    public static bool Has(string query, string term) =>
        Parse(query) is { AreAlternatives: false } parts && Parse(term) is { } wanted && parts.Parts.Any(part => part.Condition.Equals(wanted.Condition));

    private static QueryParts? Parse(string query)
    {
        try
        {
            return QueryParser.Parse(query, term => term.Compare(Field(term.Name), new Operand(term.Value)));
        }
        catch (MalformedQueryException)
        {
            // A line that can't be read has no terms; whoever reads it is told why.
            return null;
        }
    }

    // Of whichever target: a line is edited where it isn't known what it is asked of.
    private static Field Field(string name) =>
        FieldNames.Find(name, QueryTarget.Spans) is { Kind: not FieldKind.Attribute } own ? own : FieldNames.Find(name, QueryTarget.Logs);
}
