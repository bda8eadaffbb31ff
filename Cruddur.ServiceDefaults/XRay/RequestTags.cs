namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What OpenTelemetry's conventions say of an HTTP request, made or served.</summary>
internal sealed class RequestTags : FieldTags
{
    private string? _method, _url, _scheme, _path, _query, _userAgent, _client, _peer;
    private long? _status, _size;

    public bool IsPresent => _method is not null;

    public string? Method => _method;

    public string? Url => _url;

    public string? Scheme => _scheme;

    public string? Path => _path;

    public string? Query => _query;

    public string? UserAgent => _userAgent;

    /// <summary>Who asked, by what the request itself may say.</summary>
    public string? ClientAddress => _client;

    /// <summary>Whether the client's address is hearsay: the connection is from another.</summary>
    public bool IsForwarded => _client is not null && _peer is not null && _client != _peer;

    public long? StatusCode => _status;

    public long? ResponseSize => _size;

    public override bool TryTake(string key, object value) => key switch
    {
        "http.request.method" => Text(key, value, out _method),
        "http.response.status_code" => Number(key, value, out _status),
        "http.response.body.size" => Number(key, value, out _size),
        "url.full" => Text(key, value, out _url),
        "url.scheme" => Text(key, value, out _scheme),
        "url.path" => Text(key, value, out _path),
        "url.query" => Text(key, value, out _query),
        "user_agent.original" => Text(key, value, out _userAgent),
        "client.address" => Text(key, value, out _client),
        "network.peer.address" => Text(key, value, out _peer),
        _ => false,
    };

    public override void Clear()
    {
        base.Clear();
        _method = _url = _scheme = _path = _query = _userAgent = _client = _peer = null;
        _status = _size = null;
    }
}
