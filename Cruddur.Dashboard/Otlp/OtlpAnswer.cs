using System.Buffers;
using System.Text.Json;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Dashboard.Otlp;

/// <summary>What senders are answered, in the encoding that they sent.</summary>
internal static class OtlpAnswer
{
    /// <summary>How long a sender is asked to wait while the queue is full.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary><c>Export…ServiceResponse</c>: empty, or with <c>partial_success</c> where records were refused.</summary>
    public static byte[] Response(OtlpSignal signal, OtlpEncoding encoding, Refusals refusals)
    {
        if (encoding == OtlpEncoding.Json)
            return JsonResponse(signal, refusals);
        if (refusals.Count == 0)
            return [];
        var writer = new ProtobufWriter();
        var partial = writer.Begin(1);
        writer.WriteVarint(1, (ulong)refusals.Count);
        writer.WriteString(2, refusals.ToString());
        writer.End(partial);
        return writer.Written.ToArray();
    }

    /// <summary><c>google.rpc.Status</c>; with the advice to try again, without which OTLP's senders don't.</summary>
    public static byte[] Status(OtlpEncoding encoding, ReceiverRefusal refusal)
    {
        if (encoding == OtlpEncoding.Json)
            return JsonStatus(refusal);
        var writer = new ProtobufWriter();
        writer.WriteVarint(1, (ulong)GrpcCodes.Of(refusal.Reason));
        writer.WriteString(2, refusal.Message);
        if (refusal.Again)
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

    private static byte[] JsonResponse(OtlpSignal signal, Refusals refusals)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (refusals.Count > 0)
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString(signal switch
            {
                OtlpSignal.Traces => "rejectedSpans",
                OtlpSignal.Logs => "rejectedLogRecords",
                _ => "rejectedDataPoints",
            }, $"{refusals.Count}");
            json.WriteString("errorMessage", refusals.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] JsonStatus(ReceiverRefusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("code", (int)GrpcCodes.Of(refusal.Reason));
        json.WriteString("message", refusal.Message);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
