using System.Security.Cryptography;
using System.Text;

namespace Cruddur.Dashboard.Trust;

/// <summary>A secret to compare others with, in a time that tells nothing about it.</summary>
internal sealed class Secret(string text)
{
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Tells this secret from others, without giving it away.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_hash));

    /// <summary>Whether the other one is the same.</summary>
    public bool Matches(string? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
