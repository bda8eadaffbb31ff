using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Writes log events as messages that CloudWatch takes: one document each, or, where that is too large, as many parts as it needs.</summary>
/// <remarks>
/// A part is a document too, and carries a piece of the whole one's text; put together in order they give it back:
/// <code>{"timestamp":"…","level":"…","service":"api","trace_id":"…","span_id":"…","xray_trace_id":"…","part":1,"parts":3,"text":"{\"timestamp\":…"}</code>
/// Of an event in more than <see cref="MaxParts"/> parts the first ones are kept. The buffers are used again for each event: one caller at a time.
/// </remarks>
internal sealed class MessageWriter(string service, ShownLog shown) : IDisposable
{
    /// <summary>A message that fills a request alone: 1 MiB, less the 26 bytes that CloudWatch counts for each event.</summary>
    public const int MaxBytes = PutLogEventsRequest.MaxBytes - PutLogEventsRequest.EventOverhead;

    /// <summary>About 4 MB of an event.</summary>
    public const int MaxParts = 8;

    // A piece's quotes and backslashes double when it becomes a text; the rest is for the fields before it.
    private const int MaxPieceBytes = (MaxBytes - 1024) / 2;

    // The text lands in a JSON document that is read by machines and people, never in HTML.
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly LogEventDocument _document = new(service, shown);
    private readonly ArrayBufferWriter<byte> _whole = new(4096);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Json);

    /// <summary>Writes the event, hands over each payload with a reference that is the receiver's, and answers how many parts found no room.</summary>
    public int Write(LogEvent logEvent, Action<Payload> payloads)
    {
        _whole.ResetWrittenCount();
        _json.Reset(_whole);
        _document.Write(_json, logEvent);
        _json.Flush();
        if (_whole.WrittenCount <= MaxBytes)
        {
            payloads(PayloadOf(logEvent, _whole.WrittenSpan));
            return 0;
        }

        return WriteParts(logEvent, payloads);
    }

    public void Dispose() => _json.Dispose();

    private static Payload PayloadOf(LogEvent logEvent, ReadOnlySpan<byte> message) => Payload.Copy(message, logEvent.TraceId ?? default, logEvent.Timestamp);

    private int WriteParts(LogEvent logEvent, Action<Payload> payloads)
    {
        var pieces = Pieces(_whole.WrittenSpan);
        var part = new ArrayBufferWriter<byte>(MaxBytes);
        for (var index = 0; index < pieces.Count && index < MaxParts; index++)
        {
            part.ResetWrittenCount();
            _json.Reset(part);
            _json.WriteStartObject();
            _json.WriteString("timestamp", logEvent.Timestamp.UtcDateTime);
            _json.WriteString("level", LevelNames.Of(logEvent.Level));
            _json.WriteString("service", service);
            LogEventDocument.WriteIds(_json, logEvent);
            _json.WriteNumber("part", index + 1);
            _json.WriteNumber("parts", pieces.Count);
            _json.WriteString("text", _whole.WrittenSpan[pieces[index]]);
            _json.WriteEndObject();
            _json.Flush();
            payloads(PayloadOf(logEvent, part.WrittenSpan));
        }

        return Math.Max(0, pieces.Count - MaxParts);
    }

    // A character is never cut in two.
    private static List<Range> Pieces(ReadOnlySpan<byte> whole)
    {
        var pieces = new List<Range>();
        for (var start = 0; start < whole.Length;)
        {
            var end = Math.Min(start + MaxPieceBytes, whole.Length);
            while (end < whole.Length && (whole[end] & 0xC0) == 0x80)
                end--;
            pieces.Add(start..end);
            start = end;
        }

        return pieces;
    }
}
