namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Decides about a trace that nobody we trust has decided about: X-Ray's rules, or the one share that stands in their place.</summary>
internal interface IDecider
{
    /// <summary>Whether to follow a caller that has decided, as far as it is trusted.</summary>
    bool FollowsCallers { get; }

    /// <summary>The decision, with all that is said of it.</summary>
    /// <param name="facts">What is known of the request.</param>
    /// <param name="randomness">56 random bits that everyone in the trace can know.</param>
    Decision Decide(in SpanFacts facts, ulong randomness);
}
