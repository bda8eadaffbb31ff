using System.Globalization;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>A rule's patterns, made ready: what asks for nothing costs nothing, and nothing allocates.</summary>
/// <remarks>A value that is missing matches no pattern but <c>*</c>.</remarks>
internal sealed class RuleConditions
{
    private readonly Wildcard _method;
    private readonly Wildcard _path;
    private readonly Wildcard _host;
    private readonly KeyValuePair<string, Wildcard>[] _attributes;

    public RuleConditions(SamplingRule rule)
    {
        (_method, _path, _host) = (new(rule.HTTPMethod), new(rule.URLPath), new(rule.Host));
        _attributes = [.. rule.Attributes.Select(pair => KeyValuePair.Create(pair.Key, new Wildcard(pair.Value)))];
        AsksNothing = _method.MatchesAll && _path.MatchesAll && _host.MatchesAll && _attributes.Length == 0;
    }

    /// <summary>Whether every request of the service matches.</summary>
    public bool AsksNothing { get; }

    /// <summary>Whether the rule is for this service at all.</summary>
    public static bool Concern(SamplingRule rule, ServiceFacts service) =>
        new Wildcard(rule.ServiceName).Matches(service.Name) && new Wildcard(rule.ServiceType).Matches(service.Type) && new Wildcard(rule.ResourceARN).Matches(service.Arn);

    public bool Match(in SpanFacts facts) =>
        AsksNothing || (_method.Matches(facts.Method) && _path.Matches(facts.Path) && MatchHost(facts) && MatchAttributes(facts));

    // The Host header may have a port; the span has both apart.
    private bool MatchHost(in SpanFacts facts)
    {
        if (_host.Matches(facts.Host))
            return true;
        if (facts.Host is not { Length: <= 256 } host || facts.Port is not { } port)
            return false;

        Span<char> whole = stackalloc char[host.Length + 12];
        return whole.TryWrite(CultureInfo.InvariantCulture, $"{host}:{port}", out var length) && _host.Matches(whole[..length]);
    }

    private bool MatchAttributes(in SpanFacts facts)
    {
        foreach (var (name, pattern) in _attributes)
        {
            if (!Matches(pattern, facts[name]))
                return false;
        }

        return true;
    }

    private static bool Matches(Wildcard pattern, object? value)
    {
        Span<char> text = stackalloc char[64];
        return value switch
        {
            null => false,
            string written => pattern.Matches(written.AsSpan()),
            ISpanFormattable formattable when formattable.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) => pattern.Matches(text[..length]),
            _ => pattern.Matches(value.ToString()),
        };
    }
}
