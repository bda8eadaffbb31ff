using System.Buffers;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>The events of one request, in order of time, with their places in the batch that they came in.</summary>
/// <remarks>The limits are those of <see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html"/>.</remarks>
internal sealed record PutLogEventsRequest(IReadOnlyList<(int Index, Payload Payload)> Events)
{
    public const int MaxBytes = 1_048_576;
    public const int EventOverhead = 26;
    public const int MaxEvents = 10_000;

    private static readonly TimeSpan MaxSpan = TimeSpan.FromHours(24);

    /// <summary>As few requests as the limits allow. Events of the same millisecond keep their order.</summary>
    public static IReadOnlyList<PutLogEventsRequest> Of(IReadOnlyList<Payload> batch)
    {
        var requests = new List<PutLogEventsRequest>();
        var events = new List<(int, Payload)>(batch.Count);
        var bytes = 0;
        var first = default(DateTimeOffset);
        foreach (var (index, payload) in batch.Index().OrderBy(item => item.Item.Time.ToUnixTimeMilliseconds()))
        {
            var size = payload.Length + EventOverhead;
            if (events.Count > 0 && (bytes + size > MaxBytes || events.Count == MaxEvents || payload.Time - first >= MaxSpan))
            {
                requests.Add(new PutLogEventsRequest(events));
                (events, bytes) = ([], 0);
            }

            if (events.Count == 0)
                first = payload.Time;
            events.Add((index, payload));
            bytes += size;
        }

        if (events.Count > 0)
            requests.Add(new PutLogEventsRequest(events));
        return requests;
    }

    public void Write(IBufferWriter<byte> buffer, string group, string stream)
    {
        using var json = new Utf8JsonWriter(buffer, MessageWriter.Json);
        json.WriteStartObject();
        json.WriteString("logGroupName", group);
        json.WriteString("logStreamName", stream);
        json.WriteStartArray("logEvents");
        foreach (var (_, payload) in Events)
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp", payload.Time.ToUnixTimeMilliseconds());
            json.WriteString("message", payload.Bytes.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
