using Amazon.Runtime;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Calls operations of CloudWatch Logs. Expired credentials are renewed, and a clock that is off is corrected by the server's, once for a call.</summary>
internal sealed class CloudWatchLogsApi(CloudWatchLogsDestination destination, AwsCredentials credentials, TimeProvider time) : IDisposable
{
    // AWS takes a signature for five minutes.
    private static readonly TimeSpan OffClock = TimeSpan.FromMinutes(1);

    // Without a propagator the client makes no spans of its own requests.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private TimeSpan _offset;

    public async Task<ApiAnswer> CallAsync(string operation, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var answer = await TryAsync(operation, body, cancellationToken);
        if (CloudWatchErrors.IsExpiredToken(answer.Error))
            credentials.Renew();
        else if (!(CloudWatchErrors.MayBeClock(answer.Error) && CorrectClock(answer)))
            return answer;
        return await TryAsync(operation, body, cancellationToken);
    }

    public void Dispose()
    {
        _http.Dispose();
        credentials.Dispose();
    }

    private async Task<ApiAnswer> TryAsync(string operation, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (await CredentialsAsync(cancellationToken) is not { } keys)
            return new ApiAnswer(0, ApiAnswer.NoCredentials, null);

        using var request = SignedRequest.Of(destination, operation, body, keys, time.GetUtcNow() + _offset);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await ApiAnswer.ReadAsync(response, cancellationToken);
    }

    private async Task<ImmutableCredentials?> CredentialsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await credentials.GetAsync(cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private bool CorrectClock(ApiAnswer answer)
    {
        if (answer.Date is not { } theirs)
            return false;
        var offset = theirs - time.GetUtcNow();
        if ((offset - _offset).Duration() < OffClock)
            return false;
        _offset = offset;
        return true;
    }
}
