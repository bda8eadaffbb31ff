using Cruddur.Dashboard.Query.Language;

namespace Cruddur.Dashboard.Query.Completion;

/// <summary>What is being written at a place in a query line; the line needn't be one that can be read yet.</summary>
/// <param name="From">Where the name or value starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Typed">What of it stands before the place, without quotes.</param>
/// <param name="Name">The field's name, where a value is being written; null where a name is.</param>
/// <param name="Operator">The operator that stands there already.</param>
internal sealed record CompletionPlace(int From, int To, string Typed, string? Name = null, QueryOperator? Operator = null)
{
    /// <summary>Finds what is being written.</summary>
    public static CompletionPlace Find(string text, int at)
    {
        at = Math.Clamp(at, 0, text.Length);
        var start = TermStart(text.AsSpan(0, at));
        var (end, by) = NameEnd(text, start);
        if (by is null || at <= end)
            return new(start, Math.Max(end, at), Unquoted(text[start..at]), Operator: by);
        var from = Math.Min(end + by.Symbol.Length, at);
        return new(from, End(text, from, at), Unquoted(text[from..at]), text[start..end], by);
    }

    private static int TermStart(ReadOnlySpan<char> before)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < before.Length; i++)
        {
            if (quoted)
            {
                i += before[i] == '\\' ? 1 : 0;
                quoted = i >= before.Length || before[i] != '"' || before[i - 1] == '\\';
            }
            else if (before[i] == '"')
            {
                quoted = i == start || "=<>:.".Contains(before[i - 1], StringComparison.Ordinal);
            }
            else if (char.IsWhiteSpace(before[i]) || before[i] is '(' or ')' || (before[i] == '-' && i == start))
            {
                start = i + 1;
            }
        }

        return start;
    }

    // Where the name ends, and the operator that is there.
    private static (int At, QueryOperator? Operator) NameEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && QueryOperator.Find(text, at) is null && !IsBreak(text[at]))
            at = text[at] == '"' ? QuotesEnd(text, at) : at + 1;
        return (at, at < text.Length ? QueryOperator.Find(text, at) : null);
    }

    private static int End(string text, int from, int at)
    {
        if (from < text.Length && text[from] == '"')
            return Math.Max(QuotesEnd(text, from), at);
        while (at < text.Length && !IsBreak(text[at]))
            at++;
        return at;
    }

    private static int QuotesEnd(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
                return at + 1;
            at += text[at] == '\\' ? 1 : 0;
        }

        return text.Length;
    }

    private static string Unquoted(string typed)
    {
        if (!typed.StartsWith('"'))
            return typed;
        try
        {
            var at = 0;
            // They may not be closed yet.
            return Quotes.Read($"{typed}\"", ref at);
        }
        catch (MalformedQueryException)
        {
            return typed[1..];
        }
    }

    private static bool IsBreak(char one) => char.IsWhiteSpace(one) || one is '(' or ')';
}
