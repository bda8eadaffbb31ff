using System.Text;
using System.Text.Json.Nodes;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// An item that is too large without what it can spare: custom data but for the ids, parameters and headers of the request, the middle of long stacks, the end of
/// long texts, the middle of a long chain. What is left is below 128 KiB.
/// </summary>
internal static class SmallerItem
{
    private const int MaxTraces = 4;
    private const int MaxFrames = 10; // at each end
    private const int MaxText = 512;

    private static readonly string[] Ids = ["service", "trace_id", "span_id", "xray_trace_id"];

    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var item = JsonNode.Parse(json)!;
        var data = item["data"]!.AsObject();
        if (data["custom"] is JsonObject custom)
        {
            foreach (var (key, _) in custom.Where(pair => !Ids.Contains(pair.Key)).ToList())
                custom.Remove(key);
            custom["shortened"] = true;
        }

        if (data["request"] is JsonObject request)
        {
            request.Remove("headers");
            request.Remove("params");
        }

        var body = data["body"]!;
        if (body["trace"] is { } trace)
            Shorten(trace);
        if (body["trace_chain"] is JsonArray chain)
        {
            while (chain.Count > MaxTraces)
                chain.RemoveAt(chain.Count / 2);
            foreach (var one in chain)
                Shorten(one!);
        }

        Cut(item);
        return Encoding.UTF8.GetBytes(item.ToJsonString());
    }

    private static void Shorten(JsonNode trace)
    {
        var frames = trace["frames"]!.AsArray();
        while (frames.Count > 2 * MaxFrames)
            frames.RemoveAt(MaxFrames);
    }

    private static void Cut(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members.ToList())
                    Cut(member);
                break;
            case JsonArray elements:
                foreach (var element in elements.ToList())
                    Cut(element);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Length > MaxText:
                value.ReplaceWith(Shortened.Text(text, MaxText));
                break;
        }
    }
}
