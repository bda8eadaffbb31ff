using System.Collections.Concurrent;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>Which keys name a secret, by their last words.</summary>
/// <remarks>
/// A key's last word decides (<c>db.password</c> is secret, <c>password_changed_at</c> is not), or its last two (<c>api key</c>, <c>message text</c>). What only says how a value
/// is carried (<c>token_value</c>, <c>password.hash</c>, <c>cookies[0]</c>) is passed over.
/// </remarks>
internal static class SecretKeys
{
    // Keys come from code, so they are few; when 4,096 are known, further ones are decided each time.
    private const int MaxKnown = 4096;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Set(
        "pwd", "secret", "secrets", "token", "authorization", "cookie", "cookies", "credential", "credentials", "passwords", "passphrase", "passcode",
        "jwt", "bearer", "private", "sig", "accesskey", "privatekey", "secretkey", "messagetext", "messagebody");

    // Written without a boundary: accesstoken, clientsecret, userpassword.
    private static readonly string[] Endings = ["password", "passwd", "secret", "token", "apikey", "connectionstring"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Pairs = Set(
        "api key", "api keys", "access key", "private key", "secret key", "signing key", "encryption key", "account key", "shared key", "connection string",
        "connection strings", "honeycomb team", "amz signature", "message text", "message body", "message content", "private text", "private message", "private messages",
        "private body", "private content", "private note", "confirmation code", "verification code", "recovery code", "recovery codes", "reset code", "authorization code");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Carriers = Set("value", "values", "header", "raw", "hash", "salt", "plain", "plaintext", "base64");

    // Tokens that open nothing.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Harmless = Set("cancellation token", "continuation token", "next token", "page token", "sequence token", "change token");

    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int _known;

    /// <summary>Whether the key names a secret; remembered.</summary>
    public static bool Contains(ReadOnlySpan<char> key)
    {
        if (KnownBySpan.TryGetValue(key, out var secret))
            return secret;

        secret = IsSecretIndex(key) || Decide(key, passCarriers: true);
        if (key.Length <= KeyWords.MaxLength && Volatile.Read(ref _known) < MaxKnown && KnownBySpan.TryAdd(key, secret))
            Interlocked.Increment(ref _known);
        return secret;
    }

    /// <summary>Whether what stands before a separator in a text ends in a secret's name.</summary>
    public static bool EndIn(ReadOnlySpan<char> words) => Decide(words, passCarriers: false);

    private static bool Decide(ReadOnlySpan<char> key, bool passCarriers)
    {
        Span<char> buffer = stackalloc char[(2 * KeyWords.MaxLength) + 1];
        var words = new KeyWords(key);
        var last = words.Previous();
        while (passCarriers && !last.IsEmpty && (IsNumber(last) || IsIn(Carriers, last, buffer)))
            last = words.Previous();
        if (last.IsEmpty)
            return false;

        var before = words.Previous();
        if (Is(last, "id") && Is(before, "key"))
        {
            last = before;
            before = words.Previous();
        }

        before.ToLowerInvariant(buffer);
        buffer[before.Length] = ' ';
        last.ToLowerInvariant(buffer[(before.Length + 1)..]);
        var pair = buffer[..(before.Length + 1 + last.Length)];
        var word = pair[(before.Length + 1)..];
        return Pairs.Contains(pair) || ((Words.Contains(word) || EndsInSecret(word)) && !Harmless.Contains(pair));
    }

    // ConnectionStrings:cruddur has the database's name last.
    private static bool IsSecretIndex(ReadOnlySpan<char> key) =>
        key.StartsWith("ConnectionStrings", StringComparison.OrdinalIgnoreCase) && key.Length > 17 && key[17] is ':' or '_' or '.';

    private static bool EndsInSecret(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsNumber(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('0', '9');

    private static bool Is(ReadOnlySpan<char> word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> set, ReadOnlySpan<char> word, Span<char> buffer) =>
        set.Contains(buffer[..word.ToLowerInvariant(buffer)]);

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        new HashSet<string>(words, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
