using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>The shape of a document as X-Ray's developer guide gives it: the fields that there are, their types, and their limits.</summary>
internal static partial class SegmentShape
{
    private static readonly Dictionary<string, JsonValueKind> Fields = new(StringComparer.Ordinal)
    {
        ["name"] = JsonValueKind.String,
        ["id"] = JsonValueKind.String,
        ["trace_id"] = JsonValueKind.String,
        ["parent_id"] = JsonValueKind.String,
        ["type"] = JsonValueKind.String,
        ["namespace"] = JsonValueKind.String,
        ["user"] = JsonValueKind.String,
        ["origin"] = JsonValueKind.String,
        ["start_time"] = JsonValueKind.Number,
        ["end_time"] = JsonValueKind.Number,
        ["error"] = JsonValueKind.True,
        ["throttle"] = JsonValueKind.True,
        ["fault"] = JsonValueKind.True,
        ["service"] = JsonValueKind.Object,
        ["http"] = JsonValueKind.Object,
        ["sql"] = JsonValueKind.Object,
        ["aws"] = JsonValueKind.Object,
        ["cause"] = JsonValueKind.Object,
        ["annotations"] = JsonValueKind.Object,
        ["metadata"] = JsonValueKind.Object,
        ["subsegments"] = JsonValueKind.Array,
        ["links"] = JsonValueKind.Array,
    };

    public static void Check(JsonElement document)
    {
        Assert.Matches(TraceId(), document.GetProperty("trace_id").GetString());
        if (document.TryGetProperty("type", out var type))
        {
            Assert.Equal("subsegment", type.GetString());
            Assert.Matches(Id(), document.GetProperty("parent_id").GetString());
        }

        CheckPart(document, isSegment: !document.TryGetProperty("type", out _));
    }

    private static void CheckPart(JsonElement part, bool isSegment)
    {
        CheckNames(part);
        Assert.Matches(Name(), part.GetProperty("name").GetString());
        Assert.Matches(Id(), part.GetProperty("id").GetString());
        Assert.Matches(Time(), part.GetProperty("start_time").GetRawText());
        Assert.Matches(Time(), part.GetProperty("end_time").GetRawText());
        foreach (var field in part.EnumerateObject())
            Assert.Equal(Fields[field.Name], field.Value.ValueKind);
        foreach (var only in new[] { "user", "origin", "service" })
            Assert.True(isSegment || !part.TryGetProperty(only, out _), $"{only} is a segment's.");
        foreach (var only in new[] { "namespace", "sql" })
            Assert.True(!isSegment || !part.TryGetProperty(only, out _), $"{only} is a subsegment's.");

        if (part.TryGetProperty("annotations", out var annotations))
        {
            Assert.InRange(annotations.EnumerateObject().Count(), 1, 50);
            Assert.All(annotations.EnumerateObject(), annotation =>
            {
                Assert.Matches(AnnotationKey(), annotation.Name);
                Assert.Contains(annotation.Value.ValueKind, new[] { JsonValueKind.String, JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False });
            });
        }

        if (part.TryGetProperty("metadata", out var metadata))
            Assert.All(metadata.EnumerateObject(), space => Assert.Equal(JsonValueKind.Object, space.Value.ValueKind));
        if (part.TryGetProperty("subsegments", out var subsegments))
        {
            foreach (var subsegment in subsegments.EnumerateArray())
                CheckPart(subsegment, isSegment: false);
        }
    }

    // No name twice, anywhere.
    private static void CheckNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                CheckNames(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(element.EnumerateObject().Select(field => field.Name).Distinct(StringComparer.Ordinal), element.EnumerateObject().Select(field => field.Name));
            foreach (var field in element.EnumerateObject())
                CheckNames(field.Value);
        }
    }

    [GeneratedRegex("^1-[0-9a-f]{8}-[0-9a-f]{24}$", RegexOptions.None, 1000)]
    private static partial Regex TraceId();

    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[\p{L}\p{N} _.:/%&#=+\\\-@]{1,200}$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d+\.\d{6}$", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.None, 1000)]
    private static partial Regex AnnotationKey();
}
