using System.Text;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>Picks operations and table names out of a query; knows where they stand, not the whole grammar.</summary>
internal ref struct QuerySummaryReader(string sql)
{
    // The conventions' bound; what doesn't fit is left out whole.
    private const int MaxLength = 255;
    private const int Far = 9;

    private readonly StringBuilder _text = new();
    private SqlTokens _tokens = new(sql);
    private string? _operation;
    private string? _collection;
    private bool _severalCollections;
    private bool _atStart = true;
    private bool _afterBracket;
    private bool _wantsName;
    private bool _definesObject;
    private bool _afterDistinct;
    private bool _lists;

    // Words since a table of a FROM list: a comma no further than its alias brings another table.
    private int _sinceListed = Far;

    public QuerySummary Read()
    {
        while (_tokens.MoveNext())
        {
            var token = sql.AsSpan(_tokens.Current.Start, _tokens.Current.End - _tokens.Current.Start);
            switch (_tokens.Current.Kind)
            {
                case SqlTokenKind.Symbol:
                    ReadSymbol(token[0]);
                    break;
                case SqlTokenKind.Word:
                    ReadWord(token);
                    break;
                case SqlTokenKind.QuotedName when _wantsName:
                    AddTable(token.Trim("\"`[]"));
                    break;
                default:
                    _wantsName = false;
                    _sinceListed++;
                    break;
            }
        }

        return new QuerySummary(_text.ToString(), _operation, _severalCollections ? null : _collection);
    }

    private void ReadSymbol(char symbol)
    {
        _wantsName = _lists = symbol == ',' && _sinceListed <= 2;
        _atStart = symbol == ';' || (_atStart && symbol == '(');
        _afterBracket = symbol is '(' or ')';
        _sinceListed = Far;
    }

    private void ReadWord(ReadOnlySpan<char> word)
    {
        var (startsStatement, afterBracket, afterDistinct) = (_atStart, _afterBracket, _afterDistinct);
        _afterBracket = false;
        _afterDistinct = SqlWords.IsDistinct(word);
        _sinceListed++;
        if (startsStatement && SqlWords.IsPrefix(word))
        {
            // What follows is the name of a common table expression or an option, unless it is a known operation.
            (_atStart, _afterBracket) = (false, true);
        }
        else if (startsStatement || SqlWords.IsOperation(word, afterBracket))
        {
            _atStart = false;
            AddOperation(word);
        }
        else if (_definesObject && SqlWords.IsObjectKind(word))
        {
            Append(word.ToString().ToUpperInvariant());
            (_definesObject, _wantsName) = (false, true);
        }
        else if (_wantsName && !SqlWords.IsBeforeName(word))
            AddTable(word);
        else if (SqlWords.LeadsToTable(word) && !afterDistinct)
            (_wantsName, _lists) = (true, SqlWords.StartsList(word));
    }

    private void AddOperation(ReadOnlySpan<char> word)
    {
        var name = word.ToString().ToUpperInvariant();
        _operation ??= name;
        Append(name);
        _wantsName = SqlWords.NamesTableNext(name);
        _definesObject = SqlWords.DefinesObject(name);
    }

    private void AddTable(ReadOnlySpan<char> name)
    {
        var table = name.ToString();
        _severalCollections |= _collection is not null && _collection != table;
        _collection ??= table;
        _sinceListed = _lists ? 0 : Far;
        (_wantsName, _lists) = (false, false);
        Append(table);
    }

    private readonly void Append(string part)
    {
        if (_text.Length + part.Length + 1 > MaxLength)
            return;
        if (_text.Length > 0)
            _text.Append(' ');
        _text.Append(part);
    }
}
