using Cruddur.ServiceDefaults.Configuration;
using OpenTelemetry.Exporter;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>The destination of the standard variables: a signal's own value, else the common one. What is malformed counts as unset here, and is refused at start.</summary>
internal static class StandardDestination
{
    public static OtlpDestination? Of(OtlpOptions options)
    {
        var destination = new OtlpDestination(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            Target(options, "/v1/traces", options.TracesExporter, options.TracesEndpoint, options.TracesProtocol, options.TracesHeaders, options.TracesTimeout),
            Target(options, "/v1/metrics", options.MetricsExporter, options.MetricsEndpoint, options.MetricsProtocol, options.MetricsHeaders, options.MetricsTimeout),
            Target(options, "/v1/logs", options.LogsExporter, options.LogsEndpoint, options.LogsProtocol, options.LogsHeaders, options.LogsTimeout));
        return destination.Targets.Any() ? destination : null;
    }

    private static OtlpTarget? Target(
        OtlpOptions common, string path, string? exporter, string? endpoint, string? protocol, string? headers, string? timeout)
    {
        if (string.Equals(exporter, "none", StringComparison.OrdinalIgnoreCase))
            return null;

        // The exporter's own default is gRPC.
        var spoken = string.Equals(FirstSet(protocol, common.Protocol), "http/protobuf", StringComparison.OrdinalIgnoreCase)
            ? OtlpExportProtocol.HttpProtobuf
            : OtlpExportProtocol.Grpc;
        var own = HttpUrlAttribute.TryParse(endpoint);
        var url = own ?? HttpUrlAttribute.TryParse(common.Endpoint);
        if (url is null)
            return null;

        if (own is null && spoken == OtlpExportProtocol.HttpProtobuf)
            url = OtlpTarget.Join(url, path);
        var sent = FirstSet(headers, common.Headers);
        var limit = WholeNumberAttribute.TryParse(FirstSet(timeout, common.Timeout)) is { } milliseconds and > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : OtlpTarget.DefaultTimeout;
        return new OtlpTarget(url, spoken, HeaderListAttribute.TryParse(sent) is null ? null : sent, limit, IsStandard: true);
    }

    private static string? FirstSet(string? own, string? common) => string.IsNullOrEmpty(own) ? common : own;
}
