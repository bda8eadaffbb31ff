using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Trust;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Cruddur.Dashboard.Otlp;

/// <summary>OTLP over HTTP: <c>POST /v1/traces</c>, <c>/v1/logs</c> and <c>/v1/metrics</c>, in protobuf or JSON, plain or gzip.</summary>
internal sealed class OtlpHttpReceiver(OtlpExport export, ReceiverTrust trust, IOptions<DashboardOptions> options)
{
    private const string ProtobufType = "application/x-protobuf";
    private const string JsonType = "application/json";

    /// <summary>Answers a request.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        var encoding = Encoding(context.Request.ContentType);
        if (trust.Refuse(context.Request) is { } refusal)
            await RefuseAsync(context, encoding, refusal.Status, refusal.Message);
        else if (ReceiverTrust.AnswersOrigin(context))
            return;
        else if (Signal(context.Request.Path) is not { } signal)
            await RefuseAsync(context, encoding, StatusCodes.Status404NotFound, "OTLP is at /v1/traces, /v1/logs and /v1/metrics.");
        else if (!HttpMethods.IsPost(context.Request.Method))
            await RefuseMethodAsync(context, encoding);
        else if (encoding is null)
            await RefuseAsync(context, encoding, StatusCodes.Status415UnsupportedMediaType, $"Send {ProtobufType} or {JsonType}.");
        else
            await ReceiveAsync(context, signal, encoding.Value);
    }

    private async Task ReceiveAsync(HttpContext context, OtlpSignal signal, OtlpEncoding encoding)
    {
        var limit = options.Value.MaxRequestBytes;
        var contentEncoding = context.Request.Headers.ContentEncoding.ToString();
        if (contentEncoding is not ("" or "identity" or "gzip"))
        {
            context.Response.Headers.AcceptEncoding = "gzip";
            await RefuseAsync(context, encoding, StatusCodes.Status415UnsupportedMediaType,
                $"Content-Encoding {contentEncoding} isn't known; send gzip or none.");
            return;
        }

        try
        {
            var body = await RequestBody.ReadAsync(context.Request, limit, context.RequestAborted);
            if (body is not null && contentEncoding == "gzip")
                body = RequestBody.Decompress(body, limit);
            if (body is null)
            {
                await RefuseAsync(context, encoding, StatusCodes.Status413PayloadTooLarge,
                    $"A request has at most {limit} bytes, unpacked (Dashboard:MaxRequestBytes).");
            }
            else
            {
                await AnswerAsync(context, signal, encoding, export.Export(signal, encoding, body));
            }
        }
        catch (MalformedPayloadException e)
        {
            await RefuseAsync(context, encoding, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static Task AnswerAsync(HttpContext context, OtlpSignal signal, OtlpEncoding encoding, ExportResult result)
    {
        if (result.Outcome == ExportOutcome.Accepted)
            return WriteAsync(context, encoding, StatusCodes.Status200OK, OtlpAnswer.Response(signal, encoding, result));
        if (result.Outcome == ExportOutcome.Malformed)
            return RefuseAsync(context, encoding, StatusCodes.Status400BadRequest, result.Message);
        context.Response.Headers.RetryAfter = $"{OtlpAnswer.RetryAfter.TotalSeconds}";
        return RefuseAsync(context, encoding, StatusCodes.Status429TooManyRequests, result.Message);
    }

    private static Task RefuseMethodAsync(HttpContext context, OtlpEncoding? encoding)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        return RefuseAsync(context, encoding, StatusCodes.Status405MethodNotAllowed, "Telemetry is sent with POST.");
    }

    // A sender whose encoding isn't known is answered in the one that people can read.
    private static Task RefuseAsync(HttpContext context, OtlpEncoding? sent, int status, string message)
    {
        var encoding = sent ?? OtlpEncoding.Json;
        var again = status == StatusCodes.Status429TooManyRequests;
        return WriteAsync(context, encoding, status, OtlpAnswer.Status(encoding, Code(status), message, again));
    }

    private static async Task WriteAsync(HttpContext context, OtlpEncoding encoding, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = encoding == OtlpEncoding.Json ? JsonType : ProtobufType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static OtlpSignal? Signal(PathString path) => path.Value switch
    {
        "/v1/traces" => OtlpSignal.Traces,
        "/v1/logs" => OtlpSignal.Logs,
        "/v1/metrics" => OtlpSignal.Metrics,
        _ => null,
    };

    private static OtlpEncoding? Encoding(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) ? null
        : type.MediaType.Equals(ProtobufType, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Protobuf
        : type.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Json
        : null;

    private static GrpcCode Code(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => GrpcCode.Unauthenticated,
        StatusCodes.Status403Forbidden => GrpcCode.PermissionDenied,
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => GrpcCode.Unimplemented,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => GrpcCode.ResourceExhausted,
        _ => GrpcCode.InvalidArgument,
    };
}
