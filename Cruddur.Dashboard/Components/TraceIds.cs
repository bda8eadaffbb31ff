namespace Cruddur.Dashboard.Components;

/// <summary>A trace's id in the forms of the tools that show it.</summary>
internal static class TraceIds
{
    /// <summary>X-Ray's form, <c>1-8hex-24hex</c>; null where the id isn't one of W3C's.</summary>
    public static string? XRay(string traceId) => traceId.Length == 32 && traceId.All(char.IsAsciiHexDigit) ? $"1-{traceId[..8]}-{traceId[8..]}" : null;

    /// <summary>W3C's form of an id that was pasted in any form and case.</summary>
    public static string Read(string id)
    {
        var hex = id.Trim().ToLowerInvariant();
        return hex.Length == 35 && hex.StartsWith("1-", StringComparison.Ordinal) && hex[10] == '-' ? hex[2..10] + hex[11..] : hex;
    }

    /// <summary>The first eight digits, enough to tell traces apart by eye.</summary>
    public static string Short(string traceId) => traceId.Length > 8 ? traceId[..8] : traceId;
}
