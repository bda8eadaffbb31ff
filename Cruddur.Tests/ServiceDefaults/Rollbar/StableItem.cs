using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>An item as a text that is the same in every run: what time, machine and chance decide stands as what it is.</summary>
internal static partial class StableItem
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares an item with the case of a name.</summary>
    public static async Task AssertAsync(string name, JsonElement data)
    {
        var path = Path.Combine(Checkout.Root, "Cruddur.Tests", "ServiceDefaults", "Rollbar", "Items", name + ".json");
        var seen = Of(data);
        if (Environment.GetEnvironmentVariable("CRUDDUR_WRITE_CASES") == "1")
            await File.WriteAllTextAsync(path, seen + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(ItemForm.Of(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)), ItemForm.Of(seen));
    }

    private static string Of(JsonElement data)
    {
        var item = JsonNode.Parse(data.GetRawText())!.AsObject();
        var text = data.GetRawText();
        Replace(item, "timestamp", "framework");
        if (item["platform"]!.GetValue<string>() != "browser")
            Replace(item, "platform");
        if (item["server"] is JsonObject server)
            Replace(server, "host", "root");
        foreach (var trace in item["body"]!["trace_chain"]?.AsArray() ?? [item["body"]!["trace"]?.DeepClone()])
        {
            if (trace is not null)
                Stabilise(trace["frames"]!.AsArray());
        }

        if (item["body"]!["trace"] is { } single)
            Stabilise(single["frames"]!.AsArray());
        text = item.ToJsonString(Indented);
        foreach (var (key, id) in Ids(data))
            text = text.Replace(id, $"<{key}>", StringComparison.Ordinal);
        text = XRay().Replace(text, "<xray_trace_id>");
        text = Port().Replace(text, "127.0.0.1:<port>");
        return RequestId().Replace(Elapsed().Replace(text, "<elapsed>"), "\"RequestId\": \"<request_id>\"").ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Key, string Id)> Ids(JsonElement data) =>
        from key in new[] { "uuid", "trace_id", "span_id" }
        where data.TryGetProperty(key, out _)
        select (key, data.GetProperty(key).GetString()!);

    // Of the frames only those of the tests and of pages are the same whatever stands around them: where, not in which line.
    private static void Stabilise(JsonArray frames)
    {
        foreach (var frame in frames.ToList())
        {
            if (frame!["lineno"] is null || frame["method"]!.GetValue<string>().StartsWith("Cruddur.ServiceDefaults.", StringComparison.Ordinal))
                frames.Remove(frame);
            else
            {
                frame["filename"] = Path.GetFileName(frame["filename"]!.GetValue<string>());
                Replace(frame.AsObject(), "lineno", "colno");
            }
        }
    }

    private static void Replace(JsonObject members, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (members.ContainsKey(key))
                members[key] = $"<{key}>";
        }
    }

    [GeneratedRegex("1-[0-9a-f]{8}-[0-9a-f]{24}", RegexOptions.None, 1000)]
    private static partial Regex XRay();

    [GeneratedRegex("127\\.0\\.0\\.1:\\d+", RegexOptions.None, 1000)]
    private static partial Regex Port();

    [GeneratedRegex("(?<=in )\\d+\\.\\d(?= ms)|(?<=\"ElapsedMs\": )[\\d.]+", RegexOptions.None, 1000)]
    private static partial Regex Elapsed();

    [GeneratedRegex("\"RequestId\": \"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex RequestId();
}
