using System.Buffers.Binary;
using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Ids for what has none of its own, derived from the span's: X-Ray wants them unique within the trace, and the same again when a document is sent twice.</summary>
internal static class SegmentIds
{
    // An odd factor spreads the index over all bits.
    private const ulong Spread = 0x9E3779B97F4A7C15;

    public static string Derived(ActivitySpanId spanId, int index)
    {
        Span<byte> bytes = stackalloc byte[8];
        spanId.CopyTo(bytes);
        var id = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ((ulong)index * Spread);
        return id.ToString("x16");
    }
}
