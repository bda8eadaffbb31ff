using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Resources;

/// <summary>Speaks to the host's resource feed: NDJSON over HTTP, with a bearer key.</summary>
internal sealed partial class ResourceFeedClient(HttpClient http, IOptions<ResourceFeedOptions> options, ILogger<ResourceFeedClient> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    /// <summary>Yields each resource once, then whichever changes. Null is a heartbeat.</summary>
    /// <exception cref="HttpRequestException">The host can't be reached or refuses the key.</exception>
    public async IAsyncEnumerable<ResourceSnapshot?> ReadResourcesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await OpenAsync("resources", cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var line in NdjsonLines.ReadAsync(stream, cancellationToken))
        {
            if (line.Length == 0)
                yield return null;
            else if (Parse<ResourceSnapshot>(line) is { } resource)
                yield return resource;
        }
    }

    /// <summary>Yields the last lines that a resource wrote to its console, then the new ones, until the resource feed closes.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="tail">How many of the lines already written to begin with.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">The host can't be reached, refuses the key, or has no such resource (404).</exception>
    public async IAsyncEnumerable<ConsoleLine> ReadConsoleAsync(string name, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await OpenAsync($"resources/{Uri.EscapeDataString(name)}/logs?tail={tail}", cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var line in NdjsonLines.ReadAsync(stream, cancellationToken))
        {
            if (line.Length != 0 && Parse<ConsoleLine>(line) is { } entry)
                yield return entry;
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.Url.TrimEnd('/')}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Key);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        using (response)
            throw new HttpRequestException($"The resource feed answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }

    private T? Parse<T>(byte[] line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException exception)
        {
            Log.LineRefused(logger, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The resource feed sent a line that is no resource: {Reason}")]
        public static partial void LineRefused(ILogger logger, string reason);
    }
}
