using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Trust;

namespace Cruddur.Dashboard.Otlp;

/// <summary>OTLP over gRPC: the three services' <c>Export</c>, unary, plain or gzip, by hand over HTTP/2.</summary>
internal sealed class OtlpGrpcReceiver(OtlpExport export, ReceiverTrust trust, RequestBody bodies, RequestMemory memory, RefusalCounts counts)
{
    /// <summary>Answers a call.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        var signal = Signal(context.Request.Path);
        try
        {
            if (!IsGrpc(context.Request))
                throw new RequestRefusedException(RefusalReason.MediaType, "This port takes gRPC alone.");
            if (trust.Refuse(context.Request) is { } refusal)
                throw new RequestRefusedException(refusal);
            if (signal is null)
                throw new RequestRefusedException(RefusalReason.Route, $"There is no {context.Request.Path.Value} here, only OTLP's Export of traces, logs and metrics.");
            var refusals = await ExportAsync(context.Request, signal.Value);
            counts.Add(Listener.OtlpGrpc, signal.Value, refusals);
            await GrpcAnswer.SucceedAsync(context, OtlpAnswer.Response(signal.Value, OtlpEncoding.Protobuf, refusals));
        }
        catch (RequestRefusedException e)
        {
            counts.Add(Listener.OtlpGrpc, signal, e.Refusal);
            await RefuseAsync(context, e.Refusal);
        }
    }

    private async Task<Refusals> ExportAsync(HttpRequest request, OtlpSignal signal)
    {
        using var share = memory.Open();
        using var body = await bodies.ReadAsync(request, GrpcFrame.HeaderLength, share);
        if (!GrpcFrame.TryRead(body.Span, out var compressed))
            throw new RequestRefusedException(RefusalReason.Malformed, "The body isn't one gRPC message.");
        if (compressed && request.Headers["grpc-encoding"] != "gzip")
            throw new RequestRefusedException(RefusalReason.Compression, "Messages can be compressed with gzip only.");
        var unpacked = compressed ? Gzip.Unpack(body.Segment[GrpcFrame.HeaderLength..], bodies, share) : body.Detach(GrpcFrame.HeaderLength);
        return export.Export(signal, OtlpEncoding.Protobuf, unpacked, share);
    }

    private static Task RefuseAsync(HttpContext context, ReceiverRefusal refusal)
    {
        if (IsGrpc(context.Request))
            return GrpcAnswer.FailAsync(context, refusal);
        context.Response.StatusCode = refusal.Status;
        return Task.CompletedTask;
    }

    private static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    private static OtlpSignal? Signal(PathString path) => path.Value switch
    {
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => OtlpSignal.Traces,
        "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => OtlpSignal.Logs,
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => OtlpSignal.Metrics,
        _ => null,
    };
}
