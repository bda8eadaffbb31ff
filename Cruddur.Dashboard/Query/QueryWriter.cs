using Cruddur.Dashboard.Query.Language;

namespace Cruddur.Dashboard.Query;

/// <summary>Writes conditions as query lines that <see cref="QueryReader"/> reads back.</summary>
internal static class QueryWriter
{
    /// <summary>The one line of a condition; empty for the condition that always holds.</summary>
    public static string Write(Condition condition) => NormalForm.Of(condition) is var normal && normal.Equals(Condition.Always) ? "" : Text(normal);

    /// <summary>The term <c>field=value</c>, in quotes where they are needed. A <c>*</c> in the value stands for anything.</summary>
    public static string Term(Field field, string value) => Term(new(field, Comparison.Equal, new(Value(field, value))));

    /// <summary>A field's value in the words of a query line: a level by its name.</summary>
    public static string Value(Field field, string value) => field.Kind switch
    {
        FieldKind.Kind or FieldKind.Status => value.ToLowerInvariant(),
        FieldKind.Level => LevelRange.Find(value)?.Name ?? value,
        _ => value,
    };

    private static string Text(Condition condition) => condition switch
    {
        AllOf { Parts.Count: 0 } => "()",
        AllOf all => string.Join(' ', all.Parts.Select(part => part is AnyOf ? $"({Text(part)})" : Text(part))),
        AnyOf any => string.Join(" OR ", any.Parts.Select(Text)),
        Not { Part: Test { Comparison: Comparison.Equal } test } => Term(test, "!="),
        Not { Part: Test or AnyText or AllOf { Parts.Count: 0 } } not => $"-{Text(not.Part)}",
        Not not => $"-({Text(not.Part)})",
        Test test => Term(test),
        AnyText any => PlainText.IsWord(any.Text) ? any.Text : Quotes.Around(any.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such condition."),
    };

    private static string Term(Test test, string? symbol = null)
    {
        var name = FieldNames.Of(test.Field);
        if (test.Comparison == Comparison.Exists)
            return $"{name}:*";
        var value = test.Operand.Text;
        return $"{name}{symbol ?? QueryOperator.Of(test.Comparison)}{(PlainText.IsValue(value, test.Comparison) ? value : Quotes.Around(value))}";
    }
}
