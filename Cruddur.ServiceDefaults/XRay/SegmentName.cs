using System.Buffers;
using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What a segment or subsegment is called: who served, or who was called.</summary>
internal static class SegmentName
{
    public const int MaxLength = 200;

    private const char Replacement = '_';

    private static readonly SearchValues<char> AsciiCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _.:/%&#=+\\-@");

    /// <summary>The service's name; with dynamic naming the request's host, with its port if the pattern matches it only so.</summary>
    public static string OfSegment(Activity span, SpanTags tags, SegmentSettings settings)
    {
        if (settings.HostPattern is { } pattern && span.Kind == ActivityKind.Server && tags.Request.IsPresent && tags.Peer.Address is { } host)
        {
            if (pattern.Matches(host))
                return host;
            if (tags.Peer.Port is { } port && $"{host}:{port}" is var withPort && pattern.Matches(withPort))
                return withPort;
        }

        return settings.ServiceName;
    }

    /// <summary>
    /// As X-Ray's SDKs have it: the remote host, the database as <c>name@host</c>, AWS's service; else the span's own name. A database without a server is named alone.
    /// </summary>
    public static string OfSubsegment(Activity span, SpanTags tags)
    {
        if (tags.AwsCall is { IsPresent: true, Service: { } service })
            return service;
        if (tags.Query.IsPresent && (tags.Query.Database ?? tags.Peer.Address) is { } database)
            return tags.Query.Database is not null && tags.Peer.Address is { } server ? $"{database}@{server}" : database;
        if (tags.Request.IsPresent && span.Kind == ActivityKind.Client && tags.Peer.Address is { } host)
            return host;
        return span.DisplayName;
    }

    /// <summary>The name with the characters that X-Ray takes, up to 200 of them.</summary>
    public static string Clean(string name)
    {
        if (name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(AsciiCharacters))
            return name;
        if (string.IsNullOrWhiteSpace(name))
            return "unnamed";

        return string.Create(Math.Min(name.Length, MaxLength), name, static (clean, name) =>
        {
            for (var i = 0; i < clean.Length; i++)
                clean[i] = AsciiCharacters.Contains(name[i]) || char.IsLetterOrDigit(name[i]) ? name[i] : char.IsWhiteSpace(name[i]) ? ' ' : Replacement;
        });
    }
}
