using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Cruddur.ServiceDefaults.Delivery;
using OpenTelemetry;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>OTLP over gRPC: a unary call is a POST over HTTP/2 whose message has five bytes before it, and whose status comes in the trailers.</summary>
internal sealed class OtlpGrpcSender(OtlpTarget target, OtlpSignal signal, HttpClient http) : ISender
{
    private const int PrefixLength = 5;

    // https://opentelemetry.io/docs/specs/otlp/#failures: cancelled, deadline exceeded, aborted, out of range, unavailable, data loss. Resource exhausted (8) is worth
    // another attempt only where the receiver says when; without that it may mean a message that is too large.
    private static readonly int[] WorthAnotherAttempt = [1, 4, 10, 11, 14, 15];

    private const int ResourceExhausted = 8;

    private readonly Uri _url = OtlpTarget.Join(target.Url, signal.GrpcPath);
    private readonly ProtobufWriter _writer = new();

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(batch)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in target.ParsedHeaders)
            request.Headers.TryAddWithoutValidation(name, value);

        using var untraced = SuppressInstrumentationScope.Begin();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await BoundedBody.ReadAsync(response, cancellationToken);
        // Without a message the status may stand in the headers.
        if ((StatusOf(response.TrailingHeaders) ?? StatusOf(response.Headers)) is not { } status)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode} and no gRPC status");
            return (int)response.StatusCode is 429 or 502 or 503 or 504 ? SendResult.Retry(words, RetryAfter.Of(response)) : SendResult.Rejected(words);
        }

        if (status != 0)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"it answered gRPC status {status}");
            var saysWhen = status == ResourceExhausted && response.TrailingHeaders.Contains("grpc-status-details-bin");
            return saysWhen || WorthAnotherAttempt.Contains(status) ? SendResult.Retry(words) : SendResult.Rejected(words);
        }

        return body is { Length: >= PrefixLength } && OtlpAnswer.TryRead(body.AsSpan(PrefixLength), out var answer)
            ? OtlpResult.Of(answer, batch.Count)
            : SendResult.Accepted;
    }

    private static int? StatusOf(HttpHeaders headers) =>
        headers.TryGetValues("grpc-status", out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;

    private byte[] Frame(IReadOnlyList<Payload> batch)
    {
        _writer.Clear();
        OtlpRequest.Write(_writer, batch);
        var frame = new byte[PrefixLength + _writer.Written.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), _writer.Written.Length);
        _writer.Written.CopyTo(frame.AsSpan(PrefixLength));
        return frame;
    }
}
