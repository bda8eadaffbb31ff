namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>What became of a batch.</summary>
/// <param name="Outcome">What to do with it.</param>
/// <param name="Reason">Why it wasn't taken, in few words that are the same each time: they are counted by.</param>
/// <param name="RejectedItems">Which items were refused for good, where that is known.</param>
/// <param name="RejectedCount">How many were refused for good; null for all.</param>
/// <param name="After">How long the receiver asks to be left alone.</param>
/// <param name="Words">What the receiver said, where that is more than the reason.</param>
internal readonly record struct SendResult(
    SendOutcome Outcome, string? Reason = null, IReadOnlyList<int>? RejectedItems = null, int? RejectedCount = null, TimeSpan? After = null, string? Words = null)
{
    /// <summary>The receiver said that it has all of them.</summary>
    public static SendResult Accepted => new(SendOutcome.Accepted);

    /// <summary>They left; the protocol has no answer.</summary>
    public static SendResult Sent => new(SendOutcome.Sent);

    /// <summary>They left, but for these, which never can.</summary>
    public static SendResult SentExcept(string reason, IReadOnlyList<int> items) => new(SendOutcome.Sent, reason, items, items.Count);

    /// <summary>Refused for good: these, or all of them. The rest was accepted.</summary>
    public static SendResult Rejected(string reason, IReadOnlyList<int>? items = null) => new(SendOutcome.Rejected, reason, items, items?.Count);

    /// <summary>Refused for good: so many, it isn't said which. The rest was accepted.</summary>
    public static SendResult RejectedSome(string reason, int count) => new(SendOutcome.Rejected, reason, RejectedCount: count);

    /// <summary>Lost on this side, for good.</summary>
    public static SendResult Dropped(string reason, string words) => new(SendOutcome.Dropped, reason, Words: words);

    /// <summary>Not taken now; the whole batch is to be sent again.</summary>
    public static SendResult Retry(string reason, TimeSpan? after = null) => new(SendOutcome.Retry, reason, After: after);
}

internal enum SendOutcome
{
    Accepted,
    Sent,
    Rejected,
    Retry,
    Dropped,
}
