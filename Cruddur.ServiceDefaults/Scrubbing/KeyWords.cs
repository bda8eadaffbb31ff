namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>The last words of a key, in lower case: <c>x-api-key</c>, <c>xApiKey</c>, <c>X_API_KEY</c> and <c>x.api.key</c> have the same.</summary>
internal ref struct KeyWords
{
    /// <summary>Keys that are longer are judged by their end.</summary>
    public const int MaxLength = 64;

    private readonly ReadOnlySpan<char> _key;
    private int _end;

    public KeyWords(ReadOnlySpan<char> key)
    {
        _key = key.Length > MaxLength ? key[^MaxLength..] : key;
        _end = _key.Length;
    }

    /// <summary>The next word from the end, as the key has it; empty when there is none.</summary>
    public ReadOnlySpan<char> Previous()
    {
        while (_end > 0 && !char.IsLetterOrDigit(_key[_end - 1]))
            _end--;
        var (start, end) = (_end, _end);
        while (start > 0 && char.IsLetterOrDigit(_key[start - 1]) && (start == end || !StartsWord(start)))
            start--;
        _end = start;
        return _key[start..end];
    }

    // userName: at N. APIKey: at K, an upper case letter with a lower case one behind it.
    private readonly bool StartsWord(int at) =>
        char.IsUpper(_key[at]) && (!char.IsUpper(_key[at - 1]) || (at + 1 < _key.Length && char.IsLower(_key[at + 1])));
}
