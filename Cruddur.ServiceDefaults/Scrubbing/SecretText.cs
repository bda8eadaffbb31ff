using System.Text;
using System.Text.RegularExpressions;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>Finds and masks the secrets inside a text. Each rule looks at a character a bounded number of times, however long or hostile the text is.</summary>
internal static partial class SecretText
{
    private const int NoTimeout = Timeout.Infinite;
    private const int MaxBase64 = 512;

    public static string Mask(string text)
    {
        var found = new List<(int Start, int End)>();
        SecretPairs.Find(text, found);
        Find(UrlPassword(), text, found);
        Find(BearerToken(), text, found);
        Find(AccessKeyId(), text, found);
        Find(JsonWebToken(), text, found);
        Find(PemKey(), text, found);
        FindBasic(text, found);
        return found.Count == 0 ? text : Masked(text, found);
    }

    private static void Find(Regex rule, string text, List<(int Start, int End)> found)
    {
        foreach (var match in rule.EnumerateMatches(text))
            found.Add((match.Index, match.Index + match.Length));
    }

    // "Basic settings" is base64 too: credentials are what decodes to a user and a password.
    private static void FindBasic(string text, List<(int Start, int End)> found)
    {
        Span<char> padded = stackalloc char[MaxBase64];
        Span<byte> decoded = stackalloc byte[MaxBase64];
        foreach (var match in BasicCredentials().EnumerateMatches(text))
        {
            var base64 = text.AsSpan(match.Index, match.Length).TrimEnd('=');
            padded.Fill('=');
            base64.CopyTo(padded);
            if (Convert.TryFromBase64Chars(padded[..((base64.Length + 3) / 4 * 4)], decoded, out var length) && decoded[..length].Contains((byte)':'))
                found.Add((match.Index, match.Index + match.Length));
        }
    }

    private static string Masked(string text, List<(int Start, int End)> found)
    {
        found.Sort();
        var masked = new StringBuilder(text.Length);
        var position = 0;
        foreach (var (start, end) in found)
        {
            if (end <= position)
                continue;
            // Overlapping finds make one mask.
            if (start >= position && (position == 0 || start > position))
                masked.Append(text, position, start - position).Append(Scrubber.Mask);
            else if (start == 0)
                masked.Append(Scrubber.Mask);
            position = end;
        }

        return masked.Append(text, position, text.Length - position).ToString();
    }

    // user:password@host keeps the user; a user alone is a token where it is long.
    [GeneratedRegex("""(?<=://[^\s/?#"'<>:@]{0,256}:)[^\s/?#"'<>]+(?=@)|(?<=://)[^\s/?#"'<>:@]{16,}(?=@)""", RegexOptions.None, NoTimeout)]
    private static partial Regex UrlPassword();

    // With a digit, an upper case letter inside or a sign, or long: "Bearer authentication" is no token.
    [GeneratedRegex(@"(?<=\b[Bb](?i:earer) +)(?=\w?[a-z]*[0-9A-Z._~+/=-]+[\w~+/=-]|[\w.~+/=-]{20})[\w.~+/=-]{8,}", RegexOptions.None, NoTimeout)]
    private static partial Regex BearerToken();

    [GeneratedRegex(@"(?<=\b(?i:basic) +)[A-Za-z0-9+/]{6,512}", RegexOptions.None, NoTimeout)]
    private static partial Regex BasicCredentials();

    [GeneratedRegex(@"(?<![A-Za-z0-9])A(?:KI|SI)A[A-Z0-9]{16}(?![A-Za-z0-9])", RegexOptions.None, NoTimeout)]
    private static partial Regex AccessKeyId();

    [GeneratedRegex(@"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?", RegexOptions.None, NoTimeout)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|\z)", RegexOptions.Singleline, NoTimeout)]
    private static partial Regex PemKey();
}
