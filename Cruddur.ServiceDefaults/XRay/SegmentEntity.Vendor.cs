using System.Text.Json;
using Amazon.XRay.Recorder.Core.Internal.Entities;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>A document in the types of AWS's package. What they have no place for is left out: links, and how many exceptions of a chain were skipped.</summary>
internal static class SegmentEntity
{
    public static Entity Of(JsonElement document)
    {
        if (Text(document, "type") is { } type)
        {
            var subsegment = SubsegmentOf(document);
            (subsegment.Type, subsegment.TraceId, subsegment.ParentId) = (type, Text(document, "trace_id"), Text(document, "parent_id"));
            return subsegment;
        }

        var segment = new Segment(Text(document, "name"), Text(document, "trace_id"), Text(document, "parent_id"));
        (segment.Origin, segment.User) = (Text(document, "origin"), Text(document, "user"));
        foreach (var member in Members(document, "service"))
            segment.Service[member.Name] = ValueOf(member.Value);
        Fill(segment, document);
        return segment;
    }

    private static Subsegment SubsegmentOf(JsonElement document)
    {
        var subsegment = new Subsegment(Text(document, "name")) { Namespace = Text(document, "namespace") };
        Fill(subsegment, document);
        return subsegment;
    }

    private static void Fill(Entity entity, JsonElement document)
    {
        entity.Id = Text(document, "id");
        entity.SetStartTime(document.GetProperty("start_time").GetDecimal());
        entity.SetEndTime(document.GetProperty("end_time").GetDecimal());
        if (document.TryGetProperty("cause", out var cause))
            SegmentCause.Add(entity, cause);
        (entity.HasError, entity.IsThrottled, entity.HasFault) = (Flag(document, "error"), Flag(document, "throttle"), Flag(document, "fault"));
        foreach (var member in Members(document, "aws"))
            entity.Aws[member.Name] = ValueOf(member.Value);
        foreach (var member in Members(document, "http"))
            entity.Http[member.Name] = ValueOf(member.Value);
        foreach (var member in Members(document, "sql"))
            entity.Sql[member.Name] = member.Value.GetString();
        foreach (var annotation in Members(document, "annotations"))
            entity.AddAnnotation(annotation.Name, ValueOf(annotation.Value));
        foreach (var space in Members(document, "metadata"))
        {
            foreach (var entry in space.Value.EnumerateObject())
                entity.AddMetadata(space.Name, entry.Name, ValueOf(entry.Value));
        }

        if (document.TryGetProperty("subsegments", out var subsegments))
            entity.Subsegments.AddRange(subsegments.EnumerateArray().Select(SubsegmentOf));
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) ? value.EnumerateObject() : default;

    private static string? Text(JsonElement document, string name) => document.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement document, string name) => document.TryGetProperty(name, out var value) && value.GetBoolean();

    // The package writes dictionaries, lists, texts, numbers and truth values of any depth.
    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(member => member.Name, member => ValueOf(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };
}
