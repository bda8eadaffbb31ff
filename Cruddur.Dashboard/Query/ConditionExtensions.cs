namespace Cruddur.Dashboard.Query;

/// <summary>Says whether a condition holds of one record.</summary>
internal static class ConditionExtensions
{
    /// <summary>Whether it holds.</summary>
    public static bool Holds(this Condition condition, IFields record) => condition switch
    {
        AllOf all => all.Parts.All(part => part.Holds(record)),
        AnyOf any => any.Parts.Any(part => part.Holds(record)),
        Not not => !not.Part.Holds(record),
        Test test => record.Of(test.Field).Any(value => ValueTest.Holds(value, test.Comparison, test.Operand)),
        AnyText any => record.Contain(any.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such condition."),
    };
}
