namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What OpenTelemetry's conventions say of a call of AWS by its SDK.</summary>
internal sealed class AwsCallTags : FieldTags
{
    private string? _system, _service, _operation, _requestId, _region;

    public bool IsPresent => _system is "aws-api";

    public string? Service => _service;

    public string? Operation => _operation;

    public string? RequestId => _requestId;

    public string? Region => _region;

    public override bool TryTake(string key, object value) => key switch
    {
        "rpc.system" or "rpc.system.name" => Text(key, value, out _system),
        "rpc.service" => Text(key, value, out _service),
        "rpc.method" => Text(key, value, out _operation),
        "aws.request_id" => Text(key, value, out _requestId),
        "cloud.region" => Text(key, value, out _region),
        _ => false,
    };

    public override void Clear()
    {
        base.Clear();
        _system = _service = _operation = _requestId = _region = null;
    }
}
