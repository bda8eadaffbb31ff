namespace Cruddur.Dashboard.Query;

/// <summary>What a query line means.</summary>
/// <param name="Condition">The condition; holds of every record where there is a problem.</param>
/// <param name="Problem">Why the line can't be read; null where it can.</param>
internal sealed record QueryResult(Condition Condition, QueryProblem? Problem = null);

/// <summary>Why a query line can't be read.</summary>
/// <param name="At">Where, in characters from the start.</param>
/// <param name="Message">What is wrong, and what to do, in one sentence.</param>
internal sealed record QueryProblem(int At, string Message);
