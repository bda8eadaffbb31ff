namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>A signal as it stands in a request: by the numbers of its messages' fields and by the name of its gRPC method.</summary>
/// <param name="Name">What its items are called.</param>
/// <param name="GrpcPath">Where its gRPC service takes exports.</param>
internal sealed record OtlpSignal(string Name, string GrpcPath)
{
    public static readonly OtlpSignal Spans = new("spans", "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
    public static readonly OtlpSignal Logs = new("logs", "/opentelemetry.proto.collector.logs.v1.LogsService/Export");
}
