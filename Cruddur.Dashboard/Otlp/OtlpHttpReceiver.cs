using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Trust;
using Microsoft.Net.Http.Headers;

namespace Cruddur.Dashboard.Otlp;

/// <summary>OTLP over HTTP: <c>POST /v1/traces</c>, <c>/v1/logs</c> and <c>/v1/metrics</c>, in protobuf or JSON, plain or gzip.</summary>
internal sealed class OtlpHttpReceiver(OtlpExport export, ReceiverTrust trust, RequestBody bodies, RequestMemory memory, RefusalCounts counts)
{
    private const string ProtobufType = "application/x-protobuf";
    private const string JsonType = "application/json";

    /// <summary>Answers a request.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        var encoding = Encoding(context.Request.ContentType);
        var signal = Signal(context.Request.Path);
        try
        {
            if (trust.Refuse(context.Request) is { } refusal)
                throw new RequestRefusedException(refusal);
            if (ReceiverTrust.AnswersOrigin(context))
                return;
            Check(context, signal, encoding);
            var refusals = await ExportAsync(context.Request, signal!.Value, encoding!.Value);
            counts.Add(Listener.OtlpHttp, signal.Value, refusals);
            await WriteAsync(context, encoding.Value, StatusCodes.Status200OK, OtlpAnswer.Response(signal.Value, encoding.Value, refusals));
        }
        catch (RequestRefusedException e)
        {
            counts.Add(Listener.OtlpHttp, signal, e.Refusal);
            await RefuseAsync(context, encoding, e.Refusal);
        }
    }

    private static void Check(HttpContext context, OtlpSignal? signal, OtlpEncoding? encoding)
    {
        if (signal is null)
            throw new RequestRefusedException(RefusalReason.Route, "OTLP is at /v1/traces, /v1/logs and /v1/metrics.");
        if (!HttpMethods.IsPost(context.Request.Method))
            throw new RequestRefusedException(RefusalReason.Method, "Telemetry is sent with POST.");
        if (encoding is null)
            throw new RequestRefusedException(RefusalReason.MediaType, $"Send {ProtobufType} or {JsonType}.");
        var compression = context.Request.Headers.ContentEncoding.ToString();
        if (compression is not ("" or "identity" or "gzip"))
            throw new RequestRefusedException(RefusalReason.Compression, $"Content-Encoding {compression} isn't known; send gzip or none.");
    }

    private async Task<Refusals> ExportAsync(HttpRequest request, OtlpSignal signal, OtlpEncoding encoding)
    {
        using var share = memory.Open();
        using var body = await bodies.ReadAsync(request, framing: 0, share);
        var unpacked = request.Headers.ContentEncoding == "gzip" ? Gzip.Unpack(body.Segment, bodies, share) : body.Detach();
        return export.Export(signal, encoding, unpacked, share);
    }

    // A sender whose encoding isn't known is answered in the one that people can read.
    private static Task RefuseAsync(HttpContext context, OtlpEncoding? sent, ReceiverRefusal refusal)
    {
        var encoding = sent ?? OtlpEncoding.Json;
        var headers = context.Response.Headers;
        if (refusal.Again)
            headers.RetryAfter = $"{OtlpAnswer.RetryAfter.TotalSeconds}";
        if (refusal.Reason == RefusalReason.Method)
            headers.Allow = HttpMethods.Post;
        if (refusal.Reason == RefusalReason.Compression)
            headers.AcceptEncoding = "gzip";
        return WriteAsync(context, encoding, refusal.Status, OtlpAnswer.Status(encoding, refusal));
    }

    private static async Task WriteAsync(HttpContext context, OtlpEncoding encoding, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = encoding == OtlpEncoding.Json ? JsonType : ProtobufType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, CancellationToken.None);
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
}
