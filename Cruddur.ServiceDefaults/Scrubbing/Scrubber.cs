using System.Buffers;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>
/// Takes secrets out of what leaves the process as telemetry. Every mapper asks it for each key, value and text that it writes; nothing else decides what is secret.
/// </summary>
/// <remarks>
/// A value goes by its key (<c>password</c>, <c>x-api-key</c>, <c>ClientSecret</c>: <see cref="SecretKeys"/> has the rule), and any text is searched for secrets that
/// show by their form or by the key before them. The convention for private texts: name the value <c>private</c>, or <c>message.text</c>, <c>message_body</c> and
/// their kin, or hand over a <see cref="Private"/>.
/// </remarks>
public static class Scrubber
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mask = "***";

    // Whatever can be found in a text holds one of these. Most texts hold none, and cost one vectorised search.
    private static readonly SearchValues<string> Suspicious = SearchValues.Create(
        [
            "passw", "passphrase", "passcode", "pwd", "secret", "token", "cookie", "credential", "authorization", "bearer", "basic ", "jwt",
            "key=", "key:", "key\"", "key'", "key ", "key\\", "key_id", "keyid", "key-id", "key id", "key.id",
            "connectionstring", "connection string", "connection_string", "connection-string", "connection.string",
            "honeycomb-team", "honeycomb_team", "honeycombteam", "sig=", "signature", "code=", "code:", "code\"",
            "private", "message_", "message.", "message-", "messagetext", "messagebody", "message t", "message b", "AKIA", "ASIA", "eyJ",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the value under this key must not be shown, whatever it is. Keys are compared word by word, in any notation.</summary>
    public static bool IsSecret(ReadOnlySpan<char> key) => SecretKeys.Contains(key);

    /// <summary>The text with its secrets masked; the same instance where there are none.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsClean(text) ? text : SecretText.Mask(text);
    }

    /// <summary>The value as it may be shown: masked where its key is secret, with its secrets masked where it is a text or a list of texts.</summary>
    /// <remarks>Of other types it leaves the value as it is: who writes such a value as text has to scrub that text.</remarks>
    public static object? Value(string key, object? value) => value switch
    {
        // Whether there is a secret is none.
        null or bool => value,
        Private => Mask,
        _ when IsSecret(key) => Mask,
        string text => Text(text),
        Uri url => Text(url.ToString()),
        string[] texts => Texts(texts),
        _ => value,
    };

    private static bool IsClean(ReadOnlySpan<char> text) => !text.ContainsAny(Suspicious) && !(text.Contains('@') && text.Contains("://", StringComparison.Ordinal));

    private static string[] Texts(string[] texts) => Array.TrueForAll(texts, text => text is null || IsClean(text))
        ? texts
        : Array.ConvertAll(texts, text => text is null ? text! : Text(text));
}
