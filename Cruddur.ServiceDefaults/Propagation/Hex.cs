using System.Buffers;

namespace Cruddur.ServiceDefaults.Propagation;

/// <summary>Checks of ids as the wire has them.</summary>
internal static class Hex
{
    private static readonly SearchValues<char> LowerCaseDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsLowerCase(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(LowerCaseDigits);

    public static bool IsZeros(ReadOnlySpan<char> text) => !text.ContainsAnyExcept('0');
}
