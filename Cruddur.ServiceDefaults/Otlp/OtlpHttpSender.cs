using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Cruddur.ServiceDefaults.Delivery;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>OTLP over HTTP, in protobuf.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/#otlphttp-response</remarks>
internal sealed class OtlpHttpSender(OtlpTarget target, HttpClient http) : ISender
{
    private readonly bool _compressed = target.Compression == OtlpExportCompression.GZip;
    private readonly ProtobufWriter _writer = new();

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        _writer.Clear();
        OtlpRequest.Write(_writer, batch);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = Body() };
        foreach (var (name, value) in target.ParsedHeaders)
            request.Headers.TryAddWithoutValidation(name, value);

        using var untraced = SuppressInstrumentationScope.Begin();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode switch
        {
            >= (HttpStatusCode)200 and < (HttpStatusCode)300 => await AcceptedAsync(response, batch.Count, cancellationToken),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                SendResult.Retry(Words(response), RetryAfter.Of(response)),
            _ => SendResult.Rejected(Words(response)),
        };
    }

    private static string Words(HttpResponseMessage response) =>
        string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode} ({response.StatusCode})");

    private static async Task<SendResult> AcceptedAsync(HttpResponseMessage response, int count, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
            return SendResult.Accepted;
        if (body is null || !OtlpAnswer.TryRead(body, out var answer))
            return SendResult.Rejected("its answer is no OTLP");
        return OtlpResult.Of(answer, count);
    }

    private ByteArrayContent Body()
    {
        if (!_compressed)
        {
            var plain = new ByteArrayContent(_writer.Written.ToArray());
            plain.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            return plain;
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(_writer.Written);
        var content = new ByteArrayContent(compressed.GetBuffer(), 0, (int)compressed.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
