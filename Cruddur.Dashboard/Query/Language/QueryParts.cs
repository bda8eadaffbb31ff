namespace Cruddur.Dashboard.Query.Language;

/// <summary>The outermost parts of a query line.</summary>
/// <param name="Parts">The parts, in their order.</param>
/// <param name="AreAlternatives">Whether one of them will do; else all are needed.</param>
internal sealed record QueryParts(IReadOnlyList<QueryPart> Parts, bool AreAlternatives)
{
    /// <summary>What the parts mean together.</summary>
    public Condition Condition => AreAlternatives
        ? NormalForm.Any(Parts.Select(part => part.Condition))
        : NormalForm.All(Parts.Select(part => part.Condition));
}

/// <summary>A part of a query line: what it means, and which characters it is.</summary>
internal sealed record QueryPart(Condition Condition, int From, int To);
