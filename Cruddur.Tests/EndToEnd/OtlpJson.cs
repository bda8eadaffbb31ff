using System.Text.Json;

namespace Cruddur.Tests.EndToEnd;

/// <summary>The little that the end-to-end tests need of OTLP's JSON.</summary>
internal static class OtlpJson
{
    /// <summary>The <c>service.name</c> of a <c>resourceSpans</c> or <c>resourceLogs</c> entry.</summary>
    public static string ServiceOf(JsonElement entry) =>
        entry.GetProperty("resource").GetProperty("attributes").EnumerateArray()
            .First(attribute => attribute.GetProperty("key").GetString() == "service.name")
            .GetProperty("value").GetProperty("stringValue").GetString()!;

    /// <summary>A text property, or null where it is absent or empty.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
