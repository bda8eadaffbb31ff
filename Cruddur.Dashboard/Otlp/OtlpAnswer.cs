using System.Buffers;
using System.Text.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp;

/// <summary>What senders are answered, in the encoding that they sent.</summary>
internal static class OtlpAnswer
{
    /// <summary>How long a sender is asked to wait while the queue is full.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary><c>Export…ServiceResponse</c>: empty, or with <c>partial_success</c> where records were refused.</summary>
    public static byte[] Response(OtlpSignal signal, OtlpEncoding encoding, in ExportResult result)
    {
        if (encoding == OtlpEncoding.Json)
            return JsonResponse(signal, result);
        if (result.Rejected == 0)
            return [];
        var writer = new ProtobufWriter();
        var partial = writer.Begin(1);
        writer.WriteVarint(1, (ulong)result.Rejected);
        writer.WriteString(2, result.Message);
        writer.End(partial);
        return writer.Written.ToArray();
    }

    /// <summary><c>google.rpc.Status</c>; with the advice to try again, without which OTLP's senders don't.</summary>
    public static byte[] Status(OtlpEncoding encoding, GrpcCode code, string message, bool again = false)
    {
        if (encoding == OtlpEncoding.Json)
            return JsonStatus(code, message);
        var writer = new ProtobufWriter();
        writer.WriteVarint(1, (ulong)code);
        writer.WriteString(2, message);
        if (again)
        {
            var detail = writer.Begin(3);
            writer.WriteString(1, "type.googleapis.com/google.rpc.RetryInfo");
            var retryInfo = writer.Begin(2);
            var delay = writer.Begin(1);
            writer.WriteVarint(1, (ulong)RetryAfter.TotalSeconds);
            writer.End(delay);
            writer.End(retryInfo);
            writer.End(detail);
        }

        return writer.Written.ToArray();
    }

    private static byte[] JsonResponse(OtlpSignal signal, in ExportResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (result.Rejected > 0)
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString(signal switch
            {
                OtlpSignal.Traces => "rejectedSpans",
                OtlpSignal.Logs => "rejectedLogRecords",
                _ => "rejectedDataPoints",
            }, $"{result.Rejected}");
            json.WriteString("errorMessage", result.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] JsonStatus(GrpcCode code, string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("code", (int)code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
