using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Trust;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Otlp;

/// <summary>OTLP over gRPC: the three services' <c>Export</c>, unary, plain or gzip, by hand over HTTP/2.</summary>
internal sealed class OtlpGrpcReceiver(OtlpExport export, ReceiverTrust trust, IOptions<DashboardOptions> options)
{
    /// <summary>Answers a call.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else if (trust.Refuse(context.Request) is { } refusal)
            await GrpcAnswer.FailAsync(context, Code(refusal), refusal.Message);
        else if (Signal(context.Request.Path) is not { } signal)
            await GrpcAnswer.FailAsync(context, GrpcCode.Unimplemented,
                $"There is no {context.Request.Path.Value} here, only OTLP's Export of traces, logs and metrics.");
        else
            await ReceiveAsync(context, signal);
    }

    private async Task ReceiveAsync(HttpContext context, OtlpSignal signal)
    {
        var limit = options.Value.MaxRequestBytes;
        var body = await RequestBody.ReadAsync(context.Request, limit + GrpcFrame.HeaderLength, context.RequestAborted);
        if (body is null)
        {
            await GrpcAnswer.FailAsync(context, GrpcCode.ResourceExhausted, TooLarge(limit));
            return;
        }

        if (!GrpcFrame.TryRead(body, out var compressed, out var message))
        {
            await GrpcAnswer.FailAsync(context, GrpcCode.InvalidArgument, "The body isn't one gRPC message.");
            return;
        }

        if (compressed && context.Request.Headers["grpc-encoding"] != "gzip")
        {
            await GrpcAnswer.FailAsync(context, GrpcCode.Unimplemented, "Messages can be compressed with gzip only.");
            return;
        }

        await ExportAsync(context, signal, compressed, message, limit);
    }

    private async Task ExportAsync(HttpContext context, OtlpSignal signal, bool compressed, ReadOnlyMemory<byte> message, int limit)
    {
        byte[]? request;
        try
        {
            request = compressed ? RequestBody.Decompress(message, limit) : message.ToArray();
        }
        catch (MalformedPayloadException e)
        {
            await GrpcAnswer.FailAsync(context, GrpcCode.InvalidArgument, e.Message);
            return;
        }

        if (request is null)
        {
            await GrpcAnswer.FailAsync(context, GrpcCode.ResourceExhausted, TooLarge(limit));
            return;
        }

        var result = export.Export(signal, OtlpEncoding.Protobuf, request);
        await (result.Outcome switch
        {
            ExportOutcome.Accepted => GrpcAnswer.SucceedAsync(context, OtlpAnswer.Response(signal, OtlpEncoding.Protobuf, result)),
            ExportOutcome.Busy => GrpcAnswer.FailAsync(context, GrpcCode.ResourceExhausted, result.Message, again: true),
            _ => GrpcAnswer.FailAsync(context, GrpcCode.InvalidArgument, result.Message),
        });
    }

    private static string TooLarge(int limit) => $"A request has at most {limit} bytes, unpacked (Dashboard:MaxRequestBytes).";

    private static GrpcCode Code(ReceiverRefusal refusal) =>
        refusal.Status == StatusCodes.Status401Unauthorized ? GrpcCode.Unauthenticated : GrpcCode.PermissionDenied;

    private static OtlpSignal? Signal(PathString path) => path.Value switch
    {
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => OtlpSignal.Traces,
        "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => OtlpSignal.Logs,
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => OtlpSignal.Metrics,
        _ => null,
    };
}
