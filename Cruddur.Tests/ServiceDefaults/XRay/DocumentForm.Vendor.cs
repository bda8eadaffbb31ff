using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>A document in the form in which it is compared: members by name, without what AWS's package adds, has no place for, or writes in another way that means the same.</summary>
internal static class DocumentForm
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether numbers keep all their digits, and a chain what it says of those that were skipped.</summary>
    public static bool IsWhole => false;

    public static string Of(JsonNode documents) => Ordered(documents)!.ToJsonString(Readable);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(IsCommon).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Ordered)]),
        JsonValue value when value.TryGetValue<decimal>(out var number) => JsonValue.Create(number / 1.000000000000m),
        _ => node?.DeepClone(),
    };

    private static bool IsCommon(KeyValuePair<string, JsonNode?> member) => member switch
    {
        { Key: "working_directory" or "links" or "skipped" } => false,
        { Key: "remote", Value: JsonValue remote } => remote.GetValueKind() != JsonValueKind.False,
        { Key: "path", Value: JsonValue path } => path.GetValueKind() != JsonValueKind.String || path.GetValue<string>().Length > 0,
        { Key: "line", Value: JsonValue line } => line.GetValueKind() != JsonValueKind.Number || line.GetValue<int>() > 0,
        { Key: "stack", Value: JsonArray stack } => stack.Count > 0,
        _ => true,
    };
}
