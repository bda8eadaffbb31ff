namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>What is known of a request when it is decided about: the attributes that its span is created with.</summary>
internal readonly struct SpanFacts
{
    /// <summary>The attributes that ASP.NET Core creates a server span with; all others, such as the route, come too late.</summary>
    public static readonly string[] KnownAttributes =
        ["http.request.method", "server.address", "server.port", "url.path", "url.scheme", "user_agent.original"];

    private readonly IReadOnlyList<KeyValuePair<string, object?>> _attributes;

    public SpanFacts(IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        // ASP.NET Core's list is one already. By index, as an enumerator behind an interface is an allocation.
        _attributes = attributes switch
        {
            null => [],
            IReadOnlyList<KeyValuePair<string, object?>> list => list,
            _ => [.. attributes],
        };
        for (var i = 0; i < _attributes.Count; i++)
        {
            var (key, value) = _attributes[i];
            switch (key)
            {
                case "http.request.method":
                    Method = value as string;
                    break;
                case "url.path":
                    Path = value as string;
                    break;
                case "server.address":
                    Host = value as string;
                    break;
                case "server.port":
                    Port = value as int?;
                    break;
                default:
                    break;
            }
        }
    }

    public string? Method { get; }

    public string? Path { get; }

    /// <summary>The host that was asked for, without a port.</summary>
    public string? Host { get; }

    public int? Port { get; }

    /// <summary>The value of any attribute, or null.</summary>
    public object? this[string name]
    {
        get
        {
            for (var i = 0; i < _attributes.Count; i++)
            {
                if (_attributes[i].Key == name)
                    return _attributes[i].Value;
            }

            return null;
        }
    }
}
