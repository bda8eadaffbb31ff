using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Propagation;

/// <summary>The header <c>X-Amzn-Trace-Id</c>: <c>Root=1-8hex-24hex;Parent=16hex;Sampled=1|0|?</c>, in any order, with further fields such as <c>Self</c> that say nothing here.</summary>
internal static class XRayTraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    // An id of zeros is none.
    private const string NoDigits = "0000000000000001";

    public static string Format(Activity activity) =>
        $"Root={XRayTraceId.Of(activity.TraceId)};Parent={activity.SpanId.ToHexString()};Sampled={(activity.Recorded ? '1' : '0')}";

    /// <summary>Whether the caller wants the decision in the answer.</summary>
    public static bool AsksForDecision(ReadOnlySpan<char> header)
    {
        foreach (var part in header.Split(';'))
        {
            if (ValueOf(header[part].Trim(), "Sampled=", out var value) && value is "?")
                return true;
        }

        return false;
    }

    /// <summary>Reads the header as a remote context.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="context">The context; recorded where the header says <c>Sampled=1</c>.</param>
    /// <param name="isUndecided">Whether the caller leaves sampling to us, with <c>Sampled=?</c> or without a word on it; a context alone can't tell that from no.</param>
    /// <returns>False without a valid Root, and where a Parent is malformed: half an id would put the span under a stranger.</returns>
    public static bool TryParse(string? header, out ActivityContext context, out bool isUndecided)
    {
        context = default;
        isUndecided = true;
        ActivityTraceId? root = null;
        ActivitySpanId? parent = null;
        var flags = ActivityTraceFlags.None;
        foreach (var part in header.AsSpan().Split(';'))
        {
            var field = header.AsSpan()[part].Trim();
            if (ValueOf(field, "Root=", out var value))
            {
                if (!XRayTraceId.TryParse(value, out var traceId))
                    return false;
                root = traceId;
            }
            else if (ValueOf(field, "Parent=", out value) && !value.IsEmpty)
            {
                if (!TryParseSpanId(value, out var spanId))
                    return false;
                parent = spanId;
            }
            else if (ValueOf(field, "Sampled=", out value))
                (flags, isUndecided) = (value is "1" ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, value is not ("1" or "0"));
        }

        if (root is not { } trace)
            return false;

        context = new ActivityContext(trace, parent ?? UnseenParent(trace), flags, traceState: null, isRemote: true);
        return true;
    }

    /// <summary>
    /// The parent of a span whose caller names a trace but no span, as a load balancer does: the last 16 digits of the trace's id.
    /// </summary>
    /// <remarks>
    /// .NET starts no span inside a given trace without a parent. The made-up one stands for the caller, which sends no spans of its own; being derived
    /// from the trace's id it is the same for every service that the caller reaches, and can be told from a real one.
    /// </remarks>
    public static ActivitySpanId UnseenParent(ActivityTraceId traceId)
    {
        var digits = traceId.ToHexString().AsSpan(16);
        return ActivitySpanId.CreateFromString(Hex.IsZeros(digits) ? NoDigits : digits);
    }

    /// <summary>Whether the id is the made-up one.</summary>
    public static bool IsUnseenParent(ActivityTraceId traceId, ActivitySpanId parentId)
    {
        var digits = traceId.ToHexString().AsSpan(16);
        return parentId.ToHexString().AsSpan().SequenceEqual(Hex.IsZeros(digits) ? NoDigits : digits);
    }

    private static bool TryParseSpanId(ReadOnlySpan<char> text, out ActivitySpanId spanId)
    {
        spanId = default;
        Span<char> hex = stackalloc char[16];
        if (text.Length != hex.Length)
            return false;

        text.ToLowerInvariant(hex);
        if (!Hex.IsLowerCase(hex) || Hex.IsZeros(hex))
            return false;

        spanId = ActivitySpanId.CreateFromString(hex);
        return true;
    }

    private static bool ValueOf(ReadOnlySpan<char> field, string name, out ReadOnlySpan<char> value)
    {
        var named = field.StartsWith(name, StringComparison.OrdinalIgnoreCase);
        value = named ? field[name.Length..].Trim() : default;
        return named;
    }
}
