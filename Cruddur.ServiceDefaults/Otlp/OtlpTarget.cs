using Cruddur.ServiceDefaults.Configuration;
using OpenTelemetry.Exporter;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Where one signal goes.</summary>
/// <param name="Url">The whole URL, with the signal's path where the protocol is HTTP.</param>
/// <param name="Protocol">gRPC or HTTP with protobuf.</param>
/// <param name="Headers">Headers as <c>name=value,name=value</c>; they may hold a key, and so are never shown.</param>
/// <param name="Timeout">How long one export may take.</param>
/// <param name="IsStandard">Set by the standard variables, and so subject to those for certificates and compression too.</param>
internal sealed record OtlpTarget(Uri Url, OtlpExportProtocol Protocol, string? Headers, TimeSpan Timeout, bool IsStandard = false)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A target below a base URL, over HTTP.</summary>
    public static OtlpTarget Below(Uri endpoint, string path, string? headers) =>
        new(Join(endpoint, path), OtlpExportProtocol.HttpProtobuf, headers, DefaultTimeout);

    public static Uri Join(Uri endpoint, string path) => new(endpoint.AbsoluteUri.TrimEnd('/') + path);

    /// <summary>The standard variables may ask for compression, of what goes to the standard target.</summary>
    public OtlpExportCompression Compression => IsStandard ? ToExporterOptions().Compression : OtlpExportCompression.None;

    /// <summary>The official exporter's options for this target.</summary>
    public OtlpExporterOptions ToExporterOptions()
    {
        // The constructor reads the standard variables; those are meant for the standard target, so all others set everything themselves.
        var options = new OtlpExporterOptions
        {
            Endpoint = Url,
            Protocol = Protocol,
            Headers = Headers,
            TimeoutMilliseconds = (int)Timeout.TotalMilliseconds,
        };
        if (IsStandard)
            return options;

        options.Compression = OtlpExportCompression.None;
        // The key would go along with a redirect.
        options.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };
        return options;
    }

    /// <summary>The headers one by one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ParsedHeaders => HeaderListAttribute.TryParse(Headers) ?? [];
}
