using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Propagation;

/// <summary>A trace's id in X-Ray's form, <c>1-8hex-24hex</c>: the 32 digits of the W3C id with two hyphens.</summary>
public static class XRayTraceId
{
    internal const int Length = 35;

    /// <summary>The X-Ray form of a W3C id.</summary>
    public static string Of(ActivityTraceId traceId) => string.Create(Length, traceId, static (text, traceId) => Format(traceId, text));

    /// <summary>Writes the X-Ray form into a text of <see cref="Length"/> characters.</summary>
    internal static void Format(ActivityTraceId traceId, Span<char> text)
    {
        var hex = traceId.ToHexString();
        text[0] = '1';
        text[1] = text[10] = '-';
        hex.AsSpan(0, 8).CopyTo(text[2..]);
        hex.AsSpan(8).CopyTo(text[11..]);
    }

    /// <summary>Reads an id in X-Ray's form, with hex digits of either case.</summary>
    /// <returns>False for anything else, and for an id of zeros only.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ActivityTraceId traceId)
    {
        traceId = default;
        if (text.Length != Length || text[0] != '1' || text[1] != '-' || text[10] != '-')
            return false;

        Span<char> hex = stackalloc char[32];
        text.Slice(2, 8).ToLowerInvariant(hex);
        text.Slice(11, 24).ToLowerInvariant(hex[8..]);
        if (!Hex.IsLowerCase(hex) || Hex.IsZeros(hex))
            return false;

        traceId = ActivityTraceId.CreateFromString(hex);
        return true;
    }
}
