using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Writes an item as the body of a request, never larger than <see cref="MaxBytes"/>.</summary>
internal static class RollbarJson
{
    /// <summary>Rollbar refuses more than 1 MB; an item that comes near has lost its readers before.</summary>
    public const int MaxBytes = 512 * 1024;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
    };

    public static byte[] Write(RollbarItem item)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Envelope(item), Options);
        return json.Length <= MaxBytes ? json : SmallerItem.Of(json);
    }

    private sealed record Envelope(RollbarItem Data);
}
