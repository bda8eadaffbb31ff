using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Rollbar's API: one item a request.</summary>
/// <remarks>https://docs.rollbar.com/reference/create-item</remarks>
internal sealed class RollbarSender(RollbarDestination destination, TimeProvider time) : ISender
{
    private const string TokenHeader = "X-Rollbar-Access-Token";
    private const int MaxAnswer = 64 * 1024;

    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(batch[0].Bytes, cancellationToken);
        if (response.StatusCode != HttpStatusCode.RequestEntityTooLarge)
            return await ResultOfAsync(response, cancellationToken);

        using var second = await PostAsync(SmallerItem.Of(batch[0].Bytes.Span), cancellationToken);
        return await ResultOfAsync(second, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, destination.Url) { Content = new ReadOnlyMemoryContent(item) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(TokenHeader, destination.Token);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private async Task<SendResult> ResultOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(response, cancellationToken);
        var status = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}");
        var words = answer?.Message is { Length: > 0 } message ? $"{status}: {Shortened.Text(message, 200).TrimEnd('.')}" : null;
        return response.StatusCode switch
        {
            HttpStatusCode.OK when answer is { Err: 0 } => SendResult.Accepted,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendResult.Rejected(status) with { Words = $"{words ?? status}. {destination.TokenAdvice}" },
            _ => Refused(response, status, isRollbars: answer is { Err: not null }) with { Words = words },
        };
    }

    private SendResult Refused(HttpResponseMessage response, string status, bool isRollbars) => response.StatusCode switch
    {
        HttpStatusCode.OK when isRollbars => SendResult.Rejected(status),
        HttpStatusCode.TooManyRequests => SendResult.Retry(status, AskedFor(response)),
        HttpStatusCode.RequestTimeout => SendResult.Retry(status),
        >= (HttpStatusCode)400 and < (HttpStatusCode)500 => SendResult.Rejected(status),
        >= (HttpStatusCode)500 => SendResult.Retry(status, AskedFor(response)),
        _ => SendResult.Retry(status + ", but not as Rollbar does"),
    };

    // X-Rate-Limit-Reset is a time in Unix seconds, X-Rate-Limit-Remaining-Seconds what is left until then.
    private TimeSpan? AskedFor(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        if (response.Headers.RetryAfter is { } retry)
            return retry.Delta ?? retry.Date - now;
        if (Number(response, "X-Rate-Limit-Remaining-Seconds") is { } left)
            return TimeSpan.FromSeconds(left);
        return Number(response, "X-Rate-Limit-Reset") is { } reset ? TimeSpan.FromSeconds(reset - now.ToUnixTimeSeconds()) : null;
    }

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && uint.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // {"err":0,"result":{"id":null,"uuid":"…"}} or {"err":1,"message":"…"}
    private static async Task<Answer?> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, MaxAnswer, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<Answer>(buffer.AsSpan(0, length), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // A proxy's page, perhaps.
            return null;
        }
    }

    private sealed record Answer(int? Err, string? Message);
}
