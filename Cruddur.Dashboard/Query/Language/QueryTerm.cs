namespace Cruddur.Dashboard.Query.Language;

/// <summary>A term as it is written, such as <c>http.route="/a b"</c>.</summary>
/// <param name="Name">The field's name with whatever quotes it has.</param>
/// <param name="At">Where the term starts.</param>
/// <param name="Operator">What stands between name and value.</param>
/// <param name="Value">The value without its quotes.</param>
/// <param name="Quoted">Whether it had any.</param>
/// <param name="ValueAt">Where the value starts.</param>
internal sealed record QueryTerm(string Name, int At, QueryOperator Operator, string Value, bool Quoted, int ValueAt)
{
    /// <summary>Whether the term asks for the field to be there, whatever its value.</summary>
    public bool IsPresence => Operator.Comparison == Comparison.Contains && Value == "*" && !Quoted;

    /// <summary>Compares a field as the term does.</summary>
    public Condition Compare(Field field, Operand operand) =>
        IsPresence ? new Test(field, Comparison.Exists, new Operand("")) : Negate(new Test(field, Operator.Comparison, operand));

    /// <summary>The condition, or its opposite where the operator says so.</summary>
    public Condition Negate(Condition condition) => Operator.Negated ? new Not(condition) : condition;

    /// <summary>What is wrong with the value.</summary>
    public MalformedQueryException Refuse(string message) => new(ValueAt, message);
}
