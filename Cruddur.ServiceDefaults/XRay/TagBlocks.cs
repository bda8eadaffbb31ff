using System.Diagnostics;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The fields <c>annotations</c>, <c>metadata</c> and <c>links</c>.</summary>
internal static class TagBlocks
{
    private const int MaxKeyLength = 250;

    public static void WriteAnnotations(DocumentWriter document, List<KeyValuePair<string, object>> annotations)
    {
        if (annotations.Count == 0)
            return;

        Span<char> name = stackalloc char[MaxKeyLength];
        document.Json.BeginObject("annotations"u8);
        foreach (var (key, value) in annotations)
        {
            key.AsSpan().Replace(name, '.', '_');
            document.Json.Name(name[..key.Length]);
            document.Value(value);
        }

        document.Json.EndObject();
    }

    /// <summary>Entries by namespace, in the order in which the namespaces first come.</summary>
    public static void WriteMetadata(DocumentWriter document, List<MetadataEntry> entries)
    {
        if (entries.Count == 0)
            return;

        var count = Math.Min(entries.Count, document.ItemLimit);
        document.Json.BeginObject("metadata"u8);
        for (var i = 0; i < count; i++)
        {
            var name = entries[i].Namespace;
            if (IsAmong(entries, name, i))
                continue;
            document.Json.Name(Cut(document, name));
            document.Json.BeginObject();
            for (var j = i; j < count; j++)
            {
                if (!entries[j].Namespace.SequenceEqual(name))
                    continue;
                document.Json.Name(Cut(document, entries[j].Name));
                if (entries[j] is { Key: SpanTags.Events, Value: Activity span })
                    WriteEvents(document, span);
                else
                    document.Value(entries[j].Value);
            }

            document.Json.EndObject();
        }

        if (count < entries.Count)
        {
            document.Json.BeginObject("truncated"u8);
            document.Number("entries_left_out"u8, entries.Count - count);
            document.Json.EndObject();
        }

        document.Json.EndObject();
    }

    /// <summary>Spans of other traces, or of other places in this one, that have to do with it.</summary>
    public static void WriteLinks(DocumentWriter document, Activity span)
    {
        var left = document.ItemLimit;
        foreach (ref readonly var link in span.EnumerateLinks())
        {
            if (left == document.ItemLimit)
                document.Json.BeginArray("links"u8);
            if (left-- == 0)
                break;
            document.Json.BeginObject();
            document.TraceId("trace_id"u8, link.Context.TraceId);
            document.SpanId("id"u8, link.Context.SpanId);
            if (link.Tags is not null)
                WriteAttributes(document, link.EnumerateTagObjects());
            document.Json.EndObject();
        }

        if (left < document.ItemLimit)
            document.Json.EndArray();
    }

    // Exceptions are in the cause.
    private static void WriteEvents(DocumentWriter document, Activity span)
    {
        var left = document.ItemLimit;
        document.Json.BeginArray();
        foreach (ref readonly var occurrence in span.EnumerateEvents())
        {
            if (occurrence.Name is CauseBlock.ExceptionEvent)
                continue;
            if (left-- == 0)
                break;

            document.Json.BeginObject();
            document.Text("name"u8, occurrence.Name);
            document.Time("time"u8, occurrence.Timestamp.UtcDateTime);
            WriteAttributes(document, occurrence.EnumerateTagObjects());
            document.Json.EndObject();
        }

        document.Json.EndArray();
    }

    private static void WriteAttributes(DocumentWriter document, Activity.Enumerator<KeyValuePair<string, object?>> tags)
    {
        var left = document.ItemLimit;
        document.Json.BeginObject("attributes"u8);
        foreach (ref readonly var tag in tags)
        {
            if (left-- == 0)
                break;

            document.Json.Name(Cut(document, tag.Key));
            document.Value(Scrubber.Value(tag.Key, tag.Value));
        }

        document.Json.EndObject();
    }

    private static bool IsAmong(List<MetadataEntry> entries, ReadOnlySpan<char> name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (entries[i].Namespace.SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Cut(DocumentWriter document, ReadOnlySpan<char> key)
    {
        var longest = Math.Max(document.TextLimit, 16);
        return key.Length <= longest ? key : key[..longest];
    }
}
