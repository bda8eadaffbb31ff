namespace Cruddur.Hosting;

/// <summary>Asks one resource how it is.</summary>
internal sealed class HealthProbe(string url, TimeSpan limit) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = limit };

    /// <summary>Null when it is healthy, else what is wrong.</summary>
    public async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == System.Net.HttpStatusCode.OK ? null : $"{url} answers {(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return $"{url} can't be reached";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{url} doesn't answer within {limit.TotalSeconds:0} s";
        }
    }

    public void Dispose() => _client.Dispose();
}
