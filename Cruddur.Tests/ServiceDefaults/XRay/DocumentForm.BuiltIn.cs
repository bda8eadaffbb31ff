using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>A document in the form in which it is compared: as it is.</summary>
internal static class DocumentForm
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether numbers keep all their digits, and a chain what it says of those that were skipped.</summary>
    public static bool IsWhole => true;

    public static string Of(JsonNode documents) => documents.ToJsonString(Readable);
}
