namespace Cruddur.Dashboard.Query.Language;

/// <summary>Conditions without needless nesting: no list within a list of its kind, and none of a single part.</summary>
internal static class NormalForm
{
    /// <summary>A condition that means the same.</summary>
    public static Condition Of(Condition condition) => condition switch
    {
        AllOf all => All(all.Parts.Select(Of)),
        AnyOf any => Any(any.Parts.Select(Of)),
        Not not => new Not(Of(not.Part)),
        _ => condition,
    };

    /// <summary>Holds where all parts do, each in normal form.</summary>
    public static Condition All(IEnumerable<Condition> parts) =>
        parts.SelectMany(part => part is AllOf all ? all.Parts : [part]).ToList() is var flat && flat is [var only] ? only : new AllOf(flat);

    /// <summary>Holds where at least one part does, each in normal form.</summary>
    public static Condition Any(IEnumerable<Condition> parts) => parts.SelectMany(part => part is AnyOf any ? any.Parts : [part]).ToList() switch
    {
        [] => new Not(Condition.Always),
        [var only] => only,
        var flat => new AnyOf(flat),
    };
}
