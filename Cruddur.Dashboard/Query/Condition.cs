namespace Cruddur.Dashboard.Query;

/// <summary>What a span or a log record must be like to be listed.</summary>
internal abstract record Condition
{
    /// <summary>Holds of every record.</summary>
    public static Condition Always { get; } = new AllOf([]);
}

/// <summary>Holds where all of its parts do.</summary>
internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    public bool Equals(AllOf? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Count;
}

/// <summary>Holds where at least one of its parts does.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    public bool Equals(AnyOf? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Count;
}

/// <summary>Holds where its part doesn't.</summary>
internal sealed record Not(Condition Part) : Condition;

/// <summary>Compares a field. A record that hasn't the field fails every comparison; one whose field has several values needs one that passes.</summary>
internal sealed record Test(Field Field, Comparison Comparison, Operand Operand) : Condition;

/// <summary>Holds where a name, a message, an id, or an attribute's key or value contains the text, in any case.</summary>
internal sealed record AnyText(string Text) : Condition;
