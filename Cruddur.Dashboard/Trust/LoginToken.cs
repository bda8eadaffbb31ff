using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Trust;

/// <summary>What people log in with: <c>Dashboard:Token</c>, else one made up at random for this start.</summary>
internal sealed class LoginToken
{
    private readonly Secret _secret;

    public LoginToken(IOptions<DashboardOptions> options)
    {
        IsMadeUp = string.IsNullOrEmpty(options.Value.Token);
        Text = IsMadeUp ? RandomNumberGenerator.GetHexString(32, lowercase: true) : options.Value.Token!;
        _secret = new(Text);
    }

    /// <summary>The token.</summary>
    public string Text { get; }

    /// <summary>Whether nobody chose it.</summary>
    public bool IsMadeUp { get; }

    /// <summary>What a login is bound to: changing a token that was chosen ends the logins made with it, and a restart ends none.</summary>
    public string Fingerprint => IsMadeUp ? "made-up" : _secret.Fingerprint;

    /// <summary>Whether somebody knows the token.</summary>
    public bool Matches(string? other) => _secret.Matches(other);
}
