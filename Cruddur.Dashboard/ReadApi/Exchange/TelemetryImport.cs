using System.Text.Json;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.ReadApi.Exchange;

/// <summary>
/// Takes in what <see cref="TelemetryExport"/> and the OpenTelemetry Collector's file exporter write: a request of OTLP in JSON on each line.
/// A line that can't be read is refused by its number, and its neighbours are kept.
/// </summary>
internal sealed class TelemetryImport(OtlpExport export, RequestMemory memory, TelemetryNews news, TimeProvider clock, IOptions<DashboardOptions> options)
{
    // The store is asked again whenever it has written something; one that writes nothing for so long is stuck.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Takes a stream in, and counts in the answer as it goes.</summary>
    /// <exception cref="BadHttpRequestException">The stream is longer than it may be.</exception>
    /// <exception cref="TimeoutException">The store has no room for more.</exception>
    public async Task ImportAsync(Stream stream, ImportAnswer answer, CancellationToken cancellationToken)
    {
        var lines = new LineReader(stream, options.Value.MaxRequestBytes, options.Value.MaxImportBytes);
        while (await lines.ReadAsync(cancellationToken) is (true, var line))
        {
            if (line is null)
                answer.Refuse(lines.Number, $"A line has at most {options.Value.MaxRequestBytes} bytes (Dashboard:MaxRequestBytes).");
            else if (!IsBlank(line.Value.Span))
                await ImportAsync(line.Value, lines.Number, answer, cancellationToken);
        }
    }

    private async Task ImportAsync(ReadOnlyMemory<byte> line, long number, ImportAnswer answer, CancellationToken cancellationToken)
    {
        if (Signal(line.Span) is not { } signal)
        {
            answer.Refuse(number, "It is no JSON object with resourceSpans, resourceLogs or resourceMetrics.");
            return;
        }

        while (true)
        {
            var version = news.Version;
            try
            {
                using var share = memory.Open();
                answer.Take(number, signal, export.Export(signal, OtlpEncoding.Json, RentedBytes.Copy(line.Span), share));
                return;
            }
            catch (RequestRefusedException e) when (!e.Refusal.Again)
            {
                answer.Refuse(number, e.Message);
                return;
            }
            catch (RequestRefusedException)
            {
                await news.WaitAsync(version, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            }
        }
    }

    private static OtlpSignal? Signal(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
            {
                if (reader.ValueTextEquals("resourceSpans") || reader.ValueTextEquals("resource_spans"))
                    return OtlpSignal.Traces;
                if (reader.ValueTextEquals("resourceLogs") || reader.ValueTextEquals("resource_logs"))
                    return OtlpSignal.Logs;
                if (reader.ValueTextEquals("resourceMetrics") || reader.ValueTextEquals("resource_metrics"))
                    return OtlpSignal.Metrics;
            }
        }
        catch (JsonException)
        {
            // It is no JSON at all.
        }

        return null;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.TrimStart(" \t\r"u8).IsEmpty;
}
