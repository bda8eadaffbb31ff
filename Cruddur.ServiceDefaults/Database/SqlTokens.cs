namespace Cruddur.ServiceDefaults.Database;

/// <summary>Walks over SQL text a token at a time, without allocating. Understands enough for names and literals, of any dialect.</summary>
internal ref struct SqlTokens(ReadOnlySpan<char> sql)
{
    private readonly ReadOnlySpan<char> _sql = sql;
    private int _at;

    public SqlToken Current { get; private set; }

    public bool MoveNext()
    {
        SkipBlanksAndComments();
        if (_at >= _sql.Length)
            return false;

        var start = _at;
        Current = new SqlToken(Take(_sql[start]), start, _at);
        return true;
    }

    private SqlTokenKind Take(char first)
    {
        switch (first)
        {
            case '\'':
                TakeQuoted('\'');
                return SqlTokenKind.Literal;
            case '"' or '`':
                TakeQuoted(first);
                return SqlTokenKind.QuotedName;
            case '[':
                TakeQuoted(']');
                return SqlTokenKind.QuotedName;
            case '@' or ':' or '$' when Peek(1) is { } next && (char.IsLetterOrDigit(next) || next == '_'):
                _at++;
                TakeWord();
                return SqlTokenKind.Symbol;
            case '.' when Peek(1) is { } digit && char.IsAsciiDigit(digit):
            case var c when char.IsAsciiDigit(c):
                TakeWord();
                return SqlTokenKind.Literal;
            case var c when char.IsLetter(c) || c == '_':
                TakeWord();
                return SqlTokenKind.Word;
            default:
                _at++;
                return SqlTokenKind.Symbol;
        }
    }

    // A doubled quote stands for itself; an unclosed one runs to the end.
    private void TakeQuoted(char closing)
    {
        for (_at++; _at < _sql.Length; _at++)
        {
            if (_sql[_at] != closing)
                continue;
            if (Peek(1) != closing)
                break;
            _at++;
        }

        _at = Math.Min(_at + 1, _sql.Length);
    }

    private void TakeWord()
    {
        for (_at++; _at < _sql.Length; _at++)
        {
            var c = _sql[_at];
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.' or '$'))
                break;
        }
    }

    private void SkipBlanksAndComments()
    {
        while (_at < _sql.Length)
        {
            if (char.IsWhiteSpace(_sql[_at]))
                _at++;
            else if (_sql[_at] == '-' && Peek(1) == '-')
                SkipPast("\n");
            else if (_sql[_at] == '/' && Peek(1) == '*')
                SkipPast("*/");
            else
                return;
        }
    }

    private void SkipPast(string end)
    {
        var found = _sql[_at..].IndexOf(end, StringComparison.Ordinal);
        _at = found < 0 ? _sql.Length : _at + found + end.Length;
    }

    private readonly char? Peek(int ahead) => _at + ahead < _sql.Length ? _sql[_at + ahead] : null;
}
