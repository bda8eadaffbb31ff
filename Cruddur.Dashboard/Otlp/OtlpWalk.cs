using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Otlp;

/// <summary>
/// Walks an export request, which has the same three levels for every signal: resources (field 1), in them scopes (2), in them records (2).
/// </summary>
internal static class OtlpWalk
{
    /// <summary>Reads one record into the batch, or counts it as refused.</summary>
    public delegate void ReadRecord(TelemetryBatch batch, RecordOrigin origin, Slice record, Refusals refusals);

    // The fields that lead from the request to its records.
    private static ReadOnlySpan<int> Levels => [1, 2, 2];

    /// <summary>How many records the request has.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf.</exception>
    public static int Count(ReadOnlySpan<byte> request) => Count(request, level: 0);

    /// <summary>Gives every record of the request to <paramref name="read"/>.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf.</exception>
    public static void Records(TelemetryBatch batch, Refusals refusals, ReadRecord read)
    {
        var request = new ProtobufReader(batch.Payload);
        while (request.Next())
        {
            if (request.Field == 1)
                Resource(batch, request.ReadSlice(), refusals, read);
            else
                request.Skip();
        }
    }

    private static int Count(ReadOnlySpan<byte> message, int level)
    {
        var records = 0;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == Levels[level] && reader.ReadBytes() is var part)
                records += level == Levels.Length - 1 ? 1 : Count(part, level + 1);
            else
                reader.Skip();
        }

        return records;
    }

    private static void Resource(TelemetryBatch batch, Slice message, Refusals refusals, ReadRecord read)
    {
        var resource = Origin(batch.Payload, message, OtlpShapes.Resource);
        var reader = new ProtobufReader(batch.Payload, message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                Scope(batch, resource, reader.ReadSlice(), refusals, read);
            else
                reader.Skip();
        }
    }

    private static void Scope(TelemetryBatch batch, Slice? resource, Slice message, Refusals refusals, ReadRecord read)
    {
        var scope = Origin(batch.Payload, message, OtlpShapes.Scope);
        var reader = new ProtobufReader(batch.Payload, message);
        while (reader.Next())
        {
            if (reader.Field != 2)
                reader.Skip();
            else if (resource is { } from && scope is { } by)
                read(batch, new(from, by), reader.ReadSlice(), refusals);
            else
                Refuse(reader.ReadSlice(), refusals);
        }
    }

    private static void Refuse(Slice _, Refusals refusals) => refusals.Add(AttributeShape.TooDeep);

    // The resource or scope may stand behind its records: protobuf has no order. Null where its attributes nest too deep.
    private static Slice? Origin(ReadOnlySpan<byte> payload, Slice message, OtlpShape shape)
    {
        var found = new Slice(message.Start, 0);
        var reader = new ProtobufReader(payload, message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                found = reader.ReadSlice();
            else
                reader.Skip();
        }

        return ShapeCheck.Walk(found.Of(payload), shape) ? found : null;
    }
}
