using System.Net.Http.Headers;
using System.Threading.Channels;
using Cruddur.ServiceDefaults.Otlp;
using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>One destination's queue of batches: 256 of them, the oldest going when it is full. A batch that can't be sent is not tried again.</summary>
internal sealed partial class BrowserSpanQueue(string destination, OtlpTarget target, HttpClient http, ILogger logger)
{
    private const int Capacity = 256;

    private readonly Channel<byte[]> _batches = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private bool _failing;

    public void Add(byte[] batch) => _batches.Writer.TryWrite(batch);

    public void Complete() => _batches.Writer.TryComplete();

    /// <summary>Sends until the queue is completed and empty, or given up.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken))
        {
            var problem = await SendAsync(batch, cancellationToken);
            if (problem is not null && !_failing)
                Log.Lost(logger, destination, target.Url, problem);
            else if (problem is null && _failing)
                Log.Back(logger, destination);
            _failing = problem is not null;
        }
    }

    private async Task<string?> SendAsync(byte[] batch, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(target.Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(batch) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in target.ParsedHeaders)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {target.Timeout.TotalSeconds} s";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Destination} takes no browser spans ({Endpoint}): {Reason}. They are lost until this says otherwise.")]
        public static partial void Lost(ILogger logger, string destination, Uri endpoint, string reason);

        [LoggerMessage(2, LogLevel.Information, "{Destination} takes browser spans again.")]
        public static partial void Back(ILogger logger, string destination);
    }
}
