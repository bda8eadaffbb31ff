namespace Cruddur.Dashboard.Query.Language;

/// <summary>
/// Takes a query line apart. Terms beside each other are all needed and bind more closely than <c>OR</c>; <c>-</c> and <c>NOT</c> negate
/// what follows them, a term or a pair of parentheses.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Characters of a line.</summary>
    public const int MaxLength = 4_000;

    /// <summary>Terms in a line.</summary>
    public const int MaxTerms = 100;

    /// <summary>Parentheses and negations within each other.</summary>
    public const int MaxDepth = 20;

    private readonly QueryScanner _scanner;
    private readonly Func<QueryTerm, Condition> _meaning;
    private int _terms;

    private bool HasPart => _scanner.SkipBlanks() && !_scanner.IsAt(')');

    private QueryParser(string text, Func<QueryTerm, Condition> meaning) => (_scanner, _meaning) = (new(text), meaning);

    /// <summary>Takes a line apart.</summary>
    /// <param name="text">The line.</param>
    /// <param name="meaning">What a term with a field means.</param>
    /// <exception cref="MalformedQueryException">It can't be read.</exception>
    public static QueryParts Parse(string text, Func<QueryTerm, Condition> meaning)
    {
        if (text.Length > MaxLength)
            throw new MalformedQueryException(MaxLength, $"A query has at most {MaxLength} characters; leave something out.");
        var parser = new QueryParser(text, meaning);
        var parts = parser.Alternatives(depth: 0);
        return parser._scanner.SkipBlanks()
            ? throw new MalformedQueryException(parser._scanner.At, "No parenthesis is open here; leave this one out, or put quotes around a text that has it.")
            : parts;
    }

    private QueryParts Alternatives(int depth)
    {
        var first = Parts(depth);
        if (!_scanner.IsAt("OR"))
            return new(first, AreAlternatives: false);
        var alternatives = new List<QueryPart> { Alternative(first) };
        while (_scanner.Take("OR"))
            alternatives.Add(Alternative(Parts(depth)));
        return new(alternatives, AreAlternatives: true);
    }

    private QueryPart Alternative(List<QueryPart> parts) => parts.Count > 0
        ? new(NormalForm.All(parts.Select(part => part.Condition)), parts[0].From, parts[^1].To)
        : throw Lonely("OR");

    private List<QueryPart> Parts(int depth)
    {
        var parts = new List<QueryPart>();
        while (HasPart && !_scanner.IsAt("OR"))
        {
            if (parts.Count > 0 && _scanner.Take("AND") && !HasPart)
                throw Lonely("AND");
            _scanner.SkipBlanks();
            var from = _scanner.At;
            parts.Add(new(Part(depth), from, _scanner.At));
        }

        return parts;
    }

    private Condition Part(int depth)
    {
        var from = _scanner.At;
        if (depth > MaxDepth)
            throw new MalformedQueryException(from, $"Parentheses and negations go at most {MaxDepth} deep; write it flatter.");
        if (_scanner.TakeNot())
            return HasPart ? new Not(Part(depth + 1)) : throw Lonely("NOT");
        if (_scanner.Take('('))
        {
            var within = Alternatives(depth + 1);
            return _scanner.Take(')') ? within.Condition : throw new MalformedQueryException(from, "This parenthesis isn't closed; put a ) behind what it holds.");
        }

        return FieldNames.Words.FirstOrDefault(_scanner.IsAt) is { } word ? throw Lonely(word) : Term();
    }

    private Condition Term()
    {
        var from = _scanner.At;
        if (++_terms > MaxTerms)
            throw new MalformedQueryException(from, $"A query has at most {MaxTerms} terms; leave some out.");
        var name = _scanner.Name();
        if (_scanner.Operator() is not { } by)
            return Text(name);
        if (name.Length == 0)
            throw new MalformedQueryException(from, $"Write a field's name before {by.Symbol}, or put quotes around a text that starts with it.");
        var at = _scanner.At;
        var value = _scanner.Value(out var quoted);
        if (quoted)
            _scanner.ExpectBreak();
        else if (value.Length == 0)
            throw new MalformedQueryException(at, $"Write a value behind {by.Symbol}, or put quotes around both to find them as a text.");
        return _meaning(new(name, from, by, value, quoted, at));
    }

    private AnyText Text(string word)
    {
        if (word[0] != '"')
            return new(word);
        _scanner.ExpectBreak();
        var at = 0;
        return new(Quotes.Read(word, ref at));
    }

    private MalformedQueryException Lonely(string word) =>
        new(_scanner.At, $"{word} belongs {(word == "NOT" ? "before a term" : "between two terms")}; write what is missing, or \"{word}\" in quotes for the word itself.");
}
