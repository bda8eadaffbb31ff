using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Takes apart again what was taken apart, and found good, when it came in.</summary>
internal static class StoredRequest
{
    /// <summary>Reads a request; the caller disposes of the batch.</summary>
    public static TelemetryBatch Read(RecordKind kind, byte[] payload, long arrivedMillis)
    {
        var batch = Batch(payload, arrivedMillis);
        var count = OtlpWalk.Count(payload);
        if (kind == RecordKind.Span)
            batch.Spans.Reserve(count);
        else
            batch.Logs.Reserve(count);
        OtlpWalk.Records(batch, new Refusals(), kind == RecordKind.Span ? SpanReader.Read : LogReader.Read);
        return batch;
    }

    /// <summary>Reads a record that stands alone; the caller disposes of the batch.</summary>
    public static TelemetryBatch ReadRecord(RecordKind kind, ReadOnlySpan<byte> record, long arrivedMillis)
    {
        var batch = Batch(record, arrivedMillis);
        if (kind == RecordKind.Span)
        {
            batch.Spans.Reserve(1);
            SpanReader.Read(batch, default, new(0, record.Length), new());
        }
        else
        {
            batch.Logs.Reserve(1);
            LogReader.Read(batch, default, new(0, record.Length), new());
        }

        return batch;
    }

    private static TelemetryBatch Batch(ReadOnlySpan<byte> payload, long arrivedMillis) => new(RentedBytes.Copy(payload)) { ArrivedMillis = arrivedMillis };
}
