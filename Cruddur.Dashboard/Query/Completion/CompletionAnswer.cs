namespace Cruddur.Dashboard.Query.Completion;

/// <summary>What a query line can go on with.</summary>
/// <param name="From">Where the text starts that an item takes the place of.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Items">What can stand there, the likeliest first.</param>
internal sealed record CompletionAnswer(int From, int To, IReadOnlyList<CompletionItem> Items);

/// <summary>Something that can stand there.</summary>
/// <param name="Text">As it is written in the line.</param>
/// <param name="Detail">What it is, to a reader.</param>
internal sealed record CompletionItem(string Text, string Detail);
