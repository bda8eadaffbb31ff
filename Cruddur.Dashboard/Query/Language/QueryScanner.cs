namespace Cruddur.Dashboard.Query.Language;

/// <summary>Reads the pieces of a query line, one behind the other.</summary>
internal sealed class QueryScanner(string text)
{
    /// <summary>Where the next piece starts, in characters from the start.</summary>
    public int At { get; private set; }

    private bool AtEnd => At == text.Length;

    // A minus sign by itself is a text.
    private bool AtMinus => !AtEnd && text[At] == '-' && !IsBreak(At + 1);

    /// <summary>Passes over blanks; false where nothing is left.</summary>
    public bool SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(text[At]))
            At++;
        return !AtEnd;
    }

    /// <summary>Whether a sign comes next.</summary>
    public bool IsAt(char sign) => SkipBlanks() && text[At] == sign;

    /// <summary>Whether a word in capitals comes next.</summary>
    public bool IsAt(string word) =>
        SkipBlanks() && string.CompareOrdinal(text, At, word, 0, word.Length) == 0 && (IsBreak(At + word.Length) || text[At + word.Length] == '(');

    /// <summary>Takes a sign, if it comes next.</summary>
    public bool Take(char sign) => Take(IsAt(sign), 1);

    /// <summary>Takes a word in capitals, if it comes next.</summary>
    public bool Take(string word) => Take(IsAt(word), word.Length);

    /// <summary>Takes the sign or the word of a negation, if one comes next.</summary>
    public bool TakeNot() => SkipBlanks() && (Take(AtMinus, 1) || Take("NOT"));

    /// <summary>Reads a field's name, or a text that stands by itself, with whatever quotes it has; empty where an operator stands in its place.</summary>
    public string Name()
    {
        var start = At;
        var quoted = text[At] == '"';
        if (!quoted)
            SkipBare(isName: true);
        if (quoted || (!AtEnd && text[At] == '"' && FieldNames.IsPlace(text.AsSpan(start..At))))
            SkipQuoted();
        return text[start..At];
    }

    /// <summary>Takes the operator that comes next: right behind a name, or with blanks on both sides; null where there is none.</summary>
    public QueryOperator? Operator()
    {
        if (QueryOperator.Find(text, At) is { } close)
        {
            At += close.Symbol.Length;
            return close;
        }

        var end = At;
        if (SkipBlanks() && QueryOperator.Find(text, At) is { } apart && At + apart.Symbol.Length is var behind && behind < text.Length && char.IsWhiteSpace(text[behind]))
        {
            At = behind;
            SkipBlanks();
            return apart;
        }

        At = end;
        return null;
    }

    /// <summary>Reads a value, without its quotes; empty where there is none.</summary>
    public string Value(out bool quoted)
    {
        var start = At;
        quoted = !AtEnd && text[At] == '"';
        if (quoted)
            return SkipQuoted();
        SkipBare(isName: false);
        return text[start..At];
    }

    /// <summary>Refuses what follows quotes without a blank.</summary>
    public void ExpectBreak()
    {
        if (!IsBreak(At))
            throw new MalformedQueryException(At, "Put a blank between these quotes and what follows.");
    }

    private bool Take(bool isThere, int length)
    {
        if (isThere)
            At += length;
        return isThere;
    }

    private string SkipQuoted()
    {
        var at = At;
        var read = Quotes.Read(text, ref at);
        At = at;
        return read;
    }

    // Parentheses that open and close within a word belong to it: ReadAsync().
    private void SkipBare(bool isName)
    {
        var (start, open) = (At, 0);
        for (; !AtEnd && !char.IsWhiteSpace(text[At]) && (text[At] != ')' || open > 0); At++)
        {
            if (isName && (QueryOperator.Find(text, At) is not null || (text[At] == '"' && FieldNames.IsPlace(text.AsSpan(start..At)))))
                break;
            isName = isName && string.CompareOrdinal(text, At, "://", 0, 3) != 0;
            open += text[At] == '(' ? 1 : text[At] == ')' ? -1 : 0;
        }

        if (open > 0)
            throw new MalformedQueryException(start, "A parenthesis within this word isn't closed; close it, or put quotes around the word.");
    }

    private bool IsBreak(int at) => at == text.Length || char.IsWhiteSpace(text[at]) || text[at] == ')';
}
