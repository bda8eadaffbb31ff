using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>Where the X-Ray daemon listens.</summary>
/// <param name="Tcp">For sampling rules and targets.</param>
/// <param name="Udp">For segments.</param>
internal sealed record DaemonAddress(HostAndPort Tcp, HostAndPort Udp)
{
    public const string Key = "AWS_XRAY_DAEMON_ADDRESS";

    /// <summary>Reads <c>host:port</c> for both, or <c>tcp:host:port udp:host:port</c> in either order; null when the text is empty or neither.</summary>
    public static DaemonAddress? TryParse(string? text)
    {
        var parts = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length switch
        {
            1 when HostAndPort.TryParse(parts[0]) is { } both => new(both, both),
            2 when Named("tcp:") is { } tcp && Named("udp:") is { } udp => new(tcp, udp),
            _ => null,
        };

        HostAndPort? Named(string name) =>
            Array.Find(parts, part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } part ? HostAndPort.TryParse(part[name.Length..]) : null;
    }
}

/// <summary>One end of it: a host's name or address, without brackets, and a port.</summary>
internal sealed record HostAndPort(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    public static HostAndPort? TryParse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            return null;

        var isBracketed = text[0] == '[' && text[colon - 1] == ']';
        var host = isBracketed ? text[1..(colon - 1)] : text[..colon];
        var kind = Uri.CheckHostName(host);
        return kind != UriHostNameType.Unknown && isBracketed == (kind == UriHostNameType.IPv6) ? new HostAndPort(host, port) : null;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>A setting that is a daemon's address, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DaemonAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null or "" || DaemonAddress.TryParse((string)value) is not null;

    public override string FormatErrorMessage(string name) =>
        $"{DaemonAddress.Key} is not an address. Write it like 127.0.0.1:2000 or \"tcp:127.0.0.1:2000 udp:127.0.0.1:2000\", or remove it.";
}
