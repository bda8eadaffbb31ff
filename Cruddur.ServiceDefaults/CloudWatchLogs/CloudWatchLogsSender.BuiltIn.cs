using System.Buffers;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Sends batches to one log stream, each in as many requests as the limits ask for.</summary>
internal sealed class CloudWatchLogsSender(CloudWatchLogsDestination destination, AwsCredentials credentials, SinkAccount account, TimeProvider time) : ISender, IDisposable
{
    private readonly CloudWatchLogsApi _api = new(destination, credentials, time);
    private readonly ArrayBufferWriter<byte> _body = new();
    private LogStream? _stream;
    private BatchProgress? _progress;

    public CloudWatchLogsSender(CloudWatchLogsDestination destination, SinkAccount account, TimeProvider time)
        : this(destination, AwsCredentials.For(destination), account, time)
    {
    }

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        // A batch that comes again goes on where it stopped: what was taken must not be sent twice.
        if (_progress?.IsOf(batch) != true)
            _progress = new BatchProgress(batch);
        while (_progress.Next is { } request)
        {
            var result = await PutAsync(request, _progress, cancellationToken);
            if (result.Outcome == SendOutcome.Retry)
                return result;
            _progress.Done(result);
        }

        var whole = _progress.Result;
        _progress = null;
        return whole;
    }

    public void Dispose() => _api.Dispose();

    private async Task<SendResult> PutAsync(PutLogEventsRequest request, BatchProgress progress, CancellationToken cancellationToken)
    {
        var answer = await PutAsync(request, cancellationToken);
        // Deleted meanwhile, by a person or by a policy.
        if (answer is (null, { Error: CloudWatchErrors.NotFound }))
        {
            _stream!.Forget();
            answer = await PutAsync(request, cancellationToken);
        }

        if (answer.Unready is { } unready)
            return unready;
        // Missing still, and it may not be created: that is what there is to be done about.
        if (answer is (null, { Error: CloudWatchErrors.NotFound }) && _stream!.Refusal is { } refusal)
            return CloudWatchErrors.Meaning(refusal, destination.Group);
        if (!answer.Answer!.Succeeded)
            return CloudWatchErrors.Meaning(answer.Answer, destination.Group);
        progress.Reject(RejectedLogEvents.Of(answer.Answer.Body!.Value, request.Events.Count));
        return SendResult.Accepted;
    }

    private async Task<(SendResult? Unready, ApiAnswer? Answer)> PutAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        _stream ??= new LogStream(destination, _api, account, time);
        if (await _stream.ReadyAsync(cancellationToken) is { } unready)
            return (unready, null);

        _body.ResetWrittenCount();
        request.Write(_body, destination.Group, _stream.Name);
        return (null, await _api.CallAsync("PutLogEvents", _body.WrittenMemory, cancellationToken));
    }
}
