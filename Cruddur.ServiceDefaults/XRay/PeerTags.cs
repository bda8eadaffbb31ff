namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Whom a call went to, or under which name a request came: part of a request's URL and of a query's.</summary>
internal sealed class PeerTags : FieldTags
{
    private string? _address;
    private long? _port;

    public string? Address => _address;

    public long? Port => _port;

    public override bool TryTake(string key, object value) => key switch
    {
        "server.address" => Text(key, value, out _address),
        "server.port" => Number(key, value, out _port),
        _ => false,
    };

    public override void Clear()
    {
        base.Clear();
        (_address, _port) = (null, null);
    }
}
