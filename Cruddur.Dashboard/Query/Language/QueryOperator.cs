namespace Cruddur.Dashboard.Query.Language;

/// <summary>What stands between a field's name and a value.</summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Comparison">What it compares by.</param>
/// <param name="Negated">Whether the comparison is not to hold.</param>
internal sealed record QueryOperator(string Symbol, Comparison Comparison, bool Negated = false)
{
    /// <summary>Every operator, one that another starts with behind it. Of several for one comparison the one that is written stands last.</summary>
    public static IReadOnlyList<QueryOperator> All { get; } =
    [
        new(":>=", Comparison.GreaterOrEqual),
        new(":<=", Comparison.LessOrEqual),
        new(":>", Comparison.Greater),
        new(":<", Comparison.Less),
        new("==", Comparison.Equal),
        new("!=", Comparison.Equal, Negated: true),
        new(">=", Comparison.GreaterOrEqual),
        new("<=", Comparison.LessOrEqual),
        new(">", Comparison.Greater),
        new("<", Comparison.Less),
        new("=", Comparison.Equal),
        new(":", Comparison.Contains),
    ];

    /// <summary>The operator at a place in a line; null where there is none. An address's <c>://</c> is text.</summary>
    public static QueryOperator? Find(string text, int at) => string.CompareOrdinal(text, at, "://", 0, 3) == 0
        ? null
        : All.FirstOrDefault(one => string.CompareOrdinal(text, at, one.Symbol, 0, one.Symbol.Length) == 0);

    /// <summary>How a comparison is written.</summary>
    public static string Of(Comparison comparison) => All.Last(one => one.Comparison == comparison && !one.Negated).Symbol;
}
