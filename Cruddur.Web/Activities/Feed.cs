namespace Cruddur.Web.Activities;

/// <summary>One page of activities, newest first, and the cursor by which the next is asked for, where there is one.</summary>
public sealed record Feed(IReadOnlyList<Activity> Activities, string? Older)
{
    /// <summary>The parameter that carries the cursor, in the API's addresses and in ours.</summary>
    public const string Cursor = "before";
}
