using System.Text;

namespace Cruddur.Api.Activities;

/// <summary>What is searched for: a part of a message or of a handle, in any case.</summary>
internal static class SearchTerm
{
    /// <summary>In UTF-16 units; also keeps the pattern far from SQLite's limit of 50,000 bytes.</summary>
    public const int MaxLength = 1024;

    /// <summary>A term can hold what a message can, so no control characters, and is no longer.</summary>
    public static bool IsPossible(string term) => term.Length <= MaxLength && !term.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));

    /// <summary>A pattern for <c>LIKE … ESCAPE '\'</c> on folded text; white space around the term is not searched for.</summary>
    public static string ToPattern(string term)
    {
        var pattern = new StringBuilder(Fold(term.Trim())).Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");
        return $"%{pattern}%";
    }

    /// <summary>The form in which messages and terms are compared.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();
}
