using System.Diagnostics.CodeAnalysis;

namespace Cruddur.Api.People;

/// <summary>
/// The name that a person is mentioned by: 1 to 32 ASCII letters, digits or underscores. Case makes no difference; it is kept in lower case.
/// </summary>
internal static class Handle
{
    public const int MaxLength = 32;

    public static bool TryParse(string? text, [NotNullWhen(true)] out string? handle)
    {
        handle = text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? text.ToLowerInvariant()
            : null;
        return handle is not null;
    }
}
