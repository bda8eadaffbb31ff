using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>An item in the form in which it is compared: members by name, without what Rollbar's package says of itself and of the machine.</summary>
internal static partial class ItemForm
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string item) => Ordered(JsonNode.Parse(Bare().Replace(item, ": \"${name}\"")))!.ToJsonString(Readable);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Where(member => member.Key is not ("notifier" or "cpu")).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    // A number that differs from run to run stands as its name.
    [GeneratedRegex(": (?<name><[a-z_]+>)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();
}
