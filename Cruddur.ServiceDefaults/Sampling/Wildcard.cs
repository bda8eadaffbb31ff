namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>A pattern of X-Ray's sampling rules: <c>*</c> is any text, <c>?</c> any one character, all else itself in either case.</summary>
internal sealed class Wildcard(string pattern)
{
    public static readonly Wildcard Any = new("*");

    private readonly string _pattern = pattern.ToUpperInvariant();

    /// <summary>Whether it asks for nothing, so that a value that is missing matches too.</summary>
    public bool MatchesAll { get; } = pattern.Length > 0 && !pattern.AsSpan().ContainsAnyExcept('*');

    public bool Matches(string? text) => MatchesAll || (text is not null && Matches(text.AsSpan()));

    // Goes back to the last star only: one that is further left can't do better. At worst the product of both lengths, of which the pattern's is bounded.
    public bool Matches(ReadOnlySpan<char> text)
    {
        var wanted = _pattern.AsSpan();
        var (at, star, resumeAt) = (0, -1, 0);
        for (var i = 0; i < text.Length;)
        {
            if (at < wanted.Length && wanted[at] == '*')
            {
                star = at++;
                resumeAt = i;
            }
            else if (at < wanted.Length && (wanted[at] == '?' || wanted[at] == Upper(text[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++resumeAt;
            }
            else
                return false;
        }

        return !wanted[at..].ContainsAnyExcept('*');
    }

    public override string ToString() => _pattern;

    private static char Upper(char letter) =>
        char.IsAsciiLetterLower(letter) ? (char)(letter - 32) : letter < 128 ? letter : char.ToUpperInvariant(letter);
}
